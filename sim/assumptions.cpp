// Income and shocks where a scenario is silent: every default with the range of sensitivity runs, grade and
// source. docs/parameters.md is printed from here.
#include "sim/evidence.h"
#include "sim/hazards.h"
#include "sim/income.h"

namespace tuiyan {

namespace {

const Names& nbs_2019() {
  static const Names source{"国家统计局2020年，2019年贫困地区农村居民收入情况",
                            "NBS 2020, Income of Rural Residents in Poor Areas in 2019"};
  return source;
}

const Names& nbs_quarters() {
  static const Names source{
      "国家统计局2019、2020年，2019年前三季度及全年贫困地区农村居民收入情况",
      "NBS 2019 and 2020, income of rural residents in poor areas in the first three quarters and the whole of 2019"};
  return source;
}

const Names& health_shocks() {
  static const Names source{"Wang、Jin、Yuan 2023年，健康冲击对中国家庭的影响",
                            "Wang, Jin, Yuan 2023, The Consequences of Health Shocks on Households (China)"};
  return source;
}

const Names& epidemic_2020() {
  static const Names source{"国务院新闻办2020年5月18日发布会：2月末外出贫困劳动力为上年的40%，4月末为95%",
                            "SCIO press conference of 2020-05-18: poor workers away were 40 % of the year before at "
                            "the end of February, 95 % "
                            "at the end of April"};
  return source;
}

}  // namespace

IncomeRules::IncomeRules() {
  labour_elasticity = fitted(0.55, 0.4, 0.7,
                             {"与各项离散度一起拟合2013年农村贫困发生率8.5%",
                              "fitted with the spreads to the rural poverty rate of 2013 (8.5 %)"});
  labour_offset = assumed(0.45, 0.25, 0.65,
                          {"没有劳动力的家庭靠土地和存栏仍有的收入",
                           "what a household without an able worker still earns from its own land and stock"});
  village_sd = fitted(0.22, 0.15, 0.30,
                      {"与其他离散度一起拟合2013年农村贫困发生率8.5%",
                       "fitted with the other spreads to the rural poverty rate of 2013 (8.5 %)"});
  household_sd = fitted(0.36, 0.30, 0.45,
                        {"与其他离散度一起拟合2013年农村贫困发生率8.5%",
                         "fitted with the other spreads to the rural poverty rate of 2013 (8.5 %)"});
  persistence = assumed(0.95, 0.90, 0.98,
                        {"持久的收入差异消退缓慢，与农村追踪调查研究一致",
                         "lasting income differences fade slowly, as studies of rural panels report"});
  persistent_sd = assumed(0.12, 0.10, 0.17,
                          {"量级参照中国农村1989—2009年每年方差0.01—0.03（凭记忆）",
                           "in the order of 0.01 to 0.03 of yearly variance, recalled for rural China 1989-2009"});
  noise_sd =
      assumed(0.22, 0.15, 0.30,
              {"量级参照中国农村1989—2009年方差0.05—0.15（凭记忆），扣除单列的冲击",
               "in the order of 0.05 to 0.15 of variance, recalled for rural China 1989-2009, less the named shocks"});
  remote_effect =
      assumed(-0.05, -0.15, 0,
              {"一方水土养不起一方人之处收入略低", "a small loss for those living where land can not support them"});
  disabled_effect =
      assumed(-0.08, -0.20, 0,
              {"劳动力不足已另计，此外略低", "a small loss beside the missing labour, which counts by itself"});
  pupil_effect = assumed(-0.05, -0.15, 0, {"照料在校子女减少的劳动时间", "hours of work lost to children at school"});
  chronic_effect = fitted(-0.36, -0.45, -0.15,
                          {"使约一半在册户有病人，与因病致贫占42%—44%相符",
                           "so large that about half of the registered households have an ill member, as a main cause "
                           "illness of 42 to 44 % asks"});
  land_effect = assumed(0.005, 0, 0.015, {"地多收入略高", "more land earns a little more"});
  wage_share = measured(0.486, 0.45, 0.52, nbs_2019());
  business_share = measured(0.495, 0.46, 0.53, nbs_2019());
  property_share = measured(0.019, 0.01, 0.03, nbs_2019());
  wage_q4 = measured(0.23, 0.21, 0.25, nbs_quarters());
  business_q4 = measured(0.45, 0.40, 0.50, nbs_quarters());
  growth_with_worker = assumed(0.085, 0.06, 0.11,
                               {"低于贫困地区农村收入增速（2013—2016年年均12.8%，国家统计局2017年），后者已含帮扶成效",
                                "below the growth of all incomes in poor areas (12.8 % a year in 2013-2016, NBS 2017), "
                                "which holds the programme too"});
  growth_without_worker =
      assumed(0.02, 0, 0.05, {"没有劳动力的家庭收入只随物价", "incomes without a worker keep pace with prices only"});
  place_growth_sd = assumed(0.03, 0.015, 0.05, {"全县的丰年与歉年", "good and bad years of a whole county"});
  price_growth =
      assumed(0.02, 0.01, 0.03, {"接近2013—2020年居民消费价格涨幅", "near the consumer prices of 2013-2020"});
  wage_growth =
      assumed(0.085, 0.06, 0.10,
              {"同有劳动力家庭的收入增速；农民工工资2013—2017年年均增长7.5%",
               "as incomes of households with a worker; wages of migrant workers rose 7.5 % a year in 2013-2017"});
  transfer_share =
      elsewhere(0.35, 0.27, 0.42,
                {"朱方明、李敬2020年，据《中国农村贫困监测报告2018》：2017年贫困地区低收入组转移和财产收入占37%",
                 "Zhu, Li 2020, from the Poverty Monitoring Report 2018: 37 % transfers and property in the low-income "
                 "group of poor areas in 2017"});
  pension =
      assumed(1200, 800, 2400, {"城乡居民基础养老金每月约100元", "about 100 yuan a month of basic rural pension"});
}

Fields fields(IncomeRules& r) {
  const Limits spread = between(0, 2), effect = between(-2, 2), growth = between(-0.5, 1);
  Fields f;
  f.list = {
      {"labour_elasticity", {"劳动力弹性", "elasticity of income in labour"}, "", &r.labour_elasticity, between(0, 2)},
      {"labour_offset", {"劳动力起点", "labour offset"}, "workers", &r.labour_offset, between(0.01, 5)},
      {"village_sd", {"村间收入差异", "spread between villages"}, "ln", &r.village_sd, spread},
      {"household_sd", {"户间收入差异", "spread between households"}, "ln", &r.household_sd, spread},
      {"persistence",
       {"收入持续性（年）", "persistence of income shocks over a year"},
       "",
       &r.persistence,
       between(0, 0.9999)},
      {"persistent_sd", {"持续性冲击（年）", "persistent shock of a year"}, "ln", &r.persistent_sd, spread},
      {"noise_sd", {"暂时性波动（年均）", "passing noise, average of a year"}, "ln", &r.noise_sd, spread},
      {"remote_effect", {"偏远的影响", "effect of living remote"}, "ln", &r.remote_effect, effect},
      {"disabled_effect", {"残疾的影响", "effect of a disability"}, "ln", &r.disabled_effect, effect},
      {"pupil_effect", {"就学的影响", "effect of schooling"}, "ln", &r.pupil_effect, effect},
      {"chronic_effect", {"慢性病的影响", "effect of chronic illness"}, "ln", &r.chronic_effect, effect},
      {"land_effect",
       {"每亩耕地的影响", "effect of a mu of land over the mean"},
       "ln/mu",
       &r.land_effect,
       between(-0.5, 0.5)},
      {"wage_share", {"工资性收入占比", "wages in market income"}, "share", &r.wage_share, between(0, 1)},
      {"business_share", {"经营净收入占比", "business in market income"}, "share", &r.business_share, between(0, 1)},
      {"property_share", {"财产净收入占比", "property in market income"}, "share", &r.property_share, between(0, 1)},
      {"wage_q4", {"第四季度工资占全年", "wages of October to December"}, "share", &r.wage_q4, between(0, 1)},
      {"business_q4",
       {"第四季度经营收入占全年", "business income of October to December"},
       "share",
       &r.business_q4,
       between(0, 1)},
      {"growth_with_worker",
       {"有劳动力户收入增速（名义）", "income growth of households with a worker, nominal"},
       "share/year",
       &r.growth_with_worker,
       growth},
      {"growth_without_worker",
       {"无劳动力户收入增速（名义）", "income growth of households without a worker, nominal"},
       "share/year",
       &r.growth_without_worker,
       growth},
      {"place_growth_sd", {"全域增速波动", "spread of the place's growth"}, "ln/year", &r.place_growth_sd, spread},
      {"price_growth", {"物价涨幅", "growth of prices"}, "share/year", &r.price_growth, growth},
      {"wage_growth", {"工资增速", "growth of wages"}, "share/year", &r.wage_growth, growth},
      {"transfer_share",
       {"已有转移收入占比", "transfers in force, of the mean income of the registered"},
       "share",
       &r.transfer_share,
       between(0, 0.95)},
      {"pension",
       {"养老金（60岁及以上每人）", "pension of a member of 60 or more"},
       "yuan/person/year",
       &r.pension,
       between(0, 100000)},
  };
  f.check = [&r](const std::string& path, Problems& problems) {
    const double sum = r.wage_share + r.business_share + r.property_share;
    if (sum > 1 - 1e-6 && sum < 1 + 1e-6) return;
    problems.push_back(
        {path,
         {"工资、经营、财产三项占比之和应为1（现为" + number_text(sum) + "）；请一并调整",
          "wage_share, business_share and property_share add up to " + number_text(sum) + "; they must make 1"}});
  };
  return f;
}

ShockRules::ShockRules() {
  illness_rate =
      assumed(0.010, 0.005, 0.020, {"每年约4%的家庭遇到大病", "about 4 % of households a year meet a serious illness"});
  illness_old = assumed(2, 1, 3, {"老人更易患病", "the old fall ill more often"});
  illness_ill = assumed(1.5, 1, 2.5, {"已有病人的家庭更易再患病", "the ill fall ill more often"});
  illness_months = assumed(18, 12, 24, {"大病治疗与康复所需时间", "treatment and recovery of a serious illness"});
  illness_loss = elsewhere(0.06, 0.03, 0.12,
                           {"Wang、Jin、Yuan 2023年，健康冲击对中国家庭的影响：人均每年841元，占6.0%，贫困家庭占比更高",
                            "Wang, Jin, Yuan 2023, The Consequences of Health Shocks on Households (China): 841 yuan "
                            "per person a year, 6.0 %; the share is larger for poor households"});
  worker_lost =
      assumed(0.25, 0.10, 0.40,
              {"四分之一的大病使人永久丧失劳动能力", "a quarter of serious illnesses end somebody's work for good"});
  chronic_after = assumed(0.5, 0.3, 0.7, {"一半的大病转为慢性病", "half of serious illnesses leave a chronic one"});
  illness_cost = elsewhere(16943, 10000, 30000, health_shocks());
  illness_cost_sd = assumed(1.0, 0.7, 1.3, {"医疗费用普遍呈厚尾分布", "costs of illness are heavy-tailed everywhere"});
  cost_months = elsewhere(60, 36, 60, health_shocks());
  cost_first_year = assumed(0.4, 0.2, 0.6, {"第一年治疗费用最高", "treatment costs most in the first year"});
  cost_elasticity = assumed(0.3, 0, 0.6, {"较富裕的家庭治疗花费更多", "richer households pay for more treatment"});
  visit_rate =
      assumed(0.03, 0.015, 0.06,
              {"与单次费用合计，接近农村家庭每年18%发生灾难性医疗支出（中国家庭追踪调查2012—2018年）",
               "with the cost of a visit, near the 18 % of rural households a year with catastrophic health spending "
               "(CFPS 2012-2018)"});
  visit_rate_ill =
      assumed(0.10, 0.05, 0.20, {"慢性病人每年约就医一次", "the chronically ill are treated about once a year"});
  visit_cost = assumed(150, 80, 300, {"乡镇卫生院一次普通就医", "an ordinary treatment at a township hospital"});
  visit_tail =
      assumed(1.8, 1.5, 2.5, {"医疗支出尾部很厚，方差无限", "medical spending has a tail without a finite variance"});
  pupil_cost =
      assumed(500, 200, 2000,
              {"义务教育免学费，仍有伙食、交通、住校等开支；高中另收学费",
               "compulsory school is free; meals, travel and boarding are not, and upper secondary school is paid"});
  student_cost = assumed(4000, 2000, 10000,
                         {"大学费用扣除助学贷款、助学金和勤工俭学后由家庭负担的部分",
                          "what a household pays for a student beside student loans, grants and earnings"});
  weather_rate = assumed(0.08, 0.04, 0.15,
                         {"一个村约12年遇一次减产", "a village loses part of its harvest about once in 12 years"});
  weather_place =
      assumed(0.5, 0.2, 0.8,
              {"旱涝常波及全县：一半的年份一个村与全域同灾同丰",
               "droughts and storms cover counties: in half of the years a village has the weather of all"});
  drought_share =
      assumed(1.0 / 3, 0.2, 0.6, {"三次灾害中一次旱灾、两次风雨灾", "one loss in three is a drought, two are storms"});
  drought_loss =
      elsewhere(0.33, 0.20, 0.45,
                {"Ding、Pandey、Chen、Bhandari，中国南方旱灾：农户作物产值下降33%",
                 "Ding, Pandey, Chen, Bhandari, drought in southern China: value of all crops of a household -33 %"});
  storm_loss = elsewhere(0.125, 0.11, 0.14,
                         {"Ren 2024年，中国沿海台风：种植收入每亩下降11%、人均下降14%",
                          "Ren 2024, typhoons in coastal China: crop income -11 % per mu, -14 % per person"});
  crop_share = assumed(
      0.5, 0.3, 0.7,
      {"种植业占经营收入一半，其余为养殖和生意", "crops earn half of business income, livestock and trade the rest"});
  price_sd = assumed(0.10, 0.05, 0.20, {"农产品价格一年的波动", "what prices of farm goods move in a year"});
  price_persistence = assumed(
      0.5, 0.2, 0.8,
      {"供给随价格调整，价格偏离一年消去一半", "supply answers prices: half of a deviation is gone after a year"});
  price_fall = assumed(0.10, 0.05, 0.20,
                       {"比前12个月均价低一成以上，农户会称之为跌价",
                        "a tenth below the mean of the 12 months before: what a household would call a fall"});
  job_loss = assumed(0.10, 0.05, 0.15, {"每季度十个非农岗位中有一个结束", "one off-farm job in ten ends in a quarter"});
  job_find = assumed(
      0.475, 0.30, 0.60,
      {"没有工作的人约一半在一个季度内找到工作", "about half of those without a job find one within a quarter"});
  job_place_sd =
      assumed(0.25, 0, 0.5, {"全域务工形势有好年景和坏年景", "the place has good and bad years for work off the farm"});
  job_village_sd =
      assumed(0.25, 0, 0.5, {"同村人常在同一处务工", "people of one village often work at the same place"});
  crash_size =
      assumed(0.30, 0.15, 0.50, {"一种产品滞销时价格下跌的幅度", "what prices fall when a product is not sold"});
  crash_months = assumed(12, 6, 24, {"到下一季收成", "until the next harvest"});
  closure_share =
      assumed(0.10, 0.05, 0.30, {"一家工厂约占当地务工岗位的十分之一", "one factory gives about a tenth of the jobs"});
  closure_months = assumed(
      3, 1, 12,
      {"等待复工或结算工资，之后再找工作", "they wait for it to open again or for their pay, then look for work"});
  epidemic_stop = elsewhere(0.60, 0.40, 0.80, epidemic_2020());
  epidemic_months = elsewhere(4, 3, 12, epidemic_2020());
  epidemic_back = elsewhere(0.95, 0.80, 1, epidemic_2020());
  epidemic_away =
      assumed(0.6, 0.4, 0.8, {"困难家庭的工资多来自外出务工", "most wages of poor households are earned away"});
  epidemic_unsold =
      assumed(0.3, 0, 0.6,
              {"交通和集市中断时，部分收成滞销", "roads and markets are closed, part of the harvest stays unsold"});
}

Fields fields(ShockRules& r) {
  const Limits share = between(0, 1), factor = between(0, 20);
  Fields f;
  f.list = {
      {"illness_rate", {"大病发生率", "serious illness"}, "share/quarter", &r.illness_rate, share},
      {"illness_old", {"全为老人户的倍数", "factor where all members are old"}, "factor", &r.illness_old, factor},
      {"illness_ill", {"已有病人户的倍数", "factor where a member is ill already"}, "factor", &r.illness_ill, factor},
      {"illness_months", {"患病时长", "length of an illness"}, "months", &r.illness_months, whole(1, 120)},
      {"illness_loss", {"患病的平均收入损失", "mean loss of income by illness"}, "share", &r.illness_loss, share},
      {"worker_lost",
       {"因病丧失劳动力的比例", "illnesses that lose a worker for good"},
       "share",
       &r.worker_lost,
       share},
      {"chronic_after", {"转为慢性病的比例", "illnesses that turn chronic"}, "share", &r.chronic_after, share},
      {"illness_cost",
       {"大病自付费用", "out-of-pocket cost of an illness"},
       "yuan/household",
       &r.illness_cost,
       between(0, 1e7)},
      {"illness_cost_sd", {"大病费用离散度", "spread of the cost of illness"}, "ln", &r.illness_cost_sd, between(0, 3)},
      {"cost_months", {"费用分摊时长", "months over which it is paid"}, "months", &r.cost_months, whole(12, 240)},
      {"cost_first_year", {"首年支付比例", "paid in the first 12 months"}, "share", &r.cost_first_year, share},
      {"cost_elasticity", {"费用的收入弹性", "elasticity of cost in income"}, "", &r.cost_elasticity, between(0, 2)},
      {"visit_rate", {"普通就医概率", "ordinary treatment"}, "share/month", &r.visit_rate, share},
      {"visit_rate_ill",
       {"有病人户普通就医概率", "ordinary treatment where a member is ill"},
       "share/month",
       &r.visit_rate_ill,
       share},
      {"visit_cost", {"普通就医最低费用", "least cost of a treatment"}, "yuan", &r.visit_cost, between(0, 1e6)},
      {"visit_tail",
       {"普通就医费用尾部指数", "Pareto exponent of its cost"},
       "exponent",
       &r.visit_tail,
       between(1.05, 20)},
      {"pupil_cost",
       {"中小学生家庭负担", "cost of a pupil to the household"},
       "yuan/person/year",
       &r.pupil_cost,
       between(0, 1e6)},
      {"student_cost",
       {"大学生家庭负担", "cost of a student to the household"},
       "yuan/person/year",
       &r.student_cost,
       between(0, 1e6)},
      {"weather_rate", {"村庄受灾概率", "loss of harvest in a village"}, "share/year", &r.weather_rate, share},
      {"weather_place",
       {"与全域同灾的年份", "years in which a village has the place's weather"},
       "share",
       &r.weather_place,
       share},
      {"drought_share", {"其中旱灾比例", "droughts among them"}, "share", &r.drought_share, share},
      {"drought_loss", {"旱灾作物损失", "loss of crops by drought"}, "share", &r.drought_loss, share},
      {"storm_loss", {"风雨灾作物损失", "loss of crops by storm"}, "share", &r.storm_loss, share},
      {"crop_share", {"种植业占经营收入", "crops in business income"}, "share", &r.crop_share, share},
      {"price_sd", {"农产品价格波动（年）", "shock of prices in a year"}, "ln", &r.price_sd, between(0, 2)},
      {"price_persistence",
       {"价格波动的持续性（年）", "persistence of prices over a year"},
       "",
       &r.price_persistence,
       between(0, 0.9999)},
      {"price_fall", {"算作跌价的跌幅", "fall of a price that is a setback"}, "share", &r.price_fall, share},
      {"job_loss", {"失业概率", "loss of a job"}, "share/quarter", &r.job_loss, share},
      {"job_find", {"再就业概率", "finding a job again"}, "share/quarter", &r.job_find, share},
      {"job_place_sd",
       {"全域务工形势的年际波动", "good and bad years for jobs, of the place"},
       "ln/year",
       &r.job_place_sd,
       between(0, 2)},
      {"job_village_sd",
       {"村务工形势的年际波动", "good and bad years for jobs, of a village"},
       "ln/year",
       &r.job_village_sd,
       between(0, 2)},
      {"crash_size", {"价格暴跌：跌幅", "price crash: fall of prices"}, "share", &r.crash_size, share},
      {"crash_months", {"价格暴跌：时长", "price crash: how long"}, "months", &r.crash_months, whole(1, 240)},
      {"closure_share",
       {"工厂停产：失业者占在岗劳动力", "factory closes: those in work who lose their job"},
       "share",
       &r.closure_share,
       share},
      {"closure_months",
       {"工厂停产：重新找工作前的月数", "factory closes: months before they look for work"},
       "months",
       &r.closure_months,
       whole(1, 240)},
      {"epidemic_stop",
       {"疫情：外出务工最多停下的比例", "epidemic: away work stopped at the worst"},
       "share",
       &r.epidemic_stop,
       share},
      {"epidemic_months", {"疫情：时长", "epidemic: how long"}, "months", &r.epidemic_months, whole(1, 240)},
      {"epidemic_back",
       {"疫情：期末恢复到平常的比例", "epidemic: away work at its end, of the usual"},
       "share",
       &r.epidemic_back,
       share},
      {"epidemic_away",
       {"疫情：外出工资占工资", "epidemic: wages that are earned away"},
       "share",
       &r.epidemic_away,
       share},
      {"epidemic_unsold",
       {"疫情：外出全停时滞销的比例", "epidemic: business income unsold if all away work stopped"},
       "share",
       &r.epidemic_unsold,
       share},
  };
  return f;
}

}  // namespace tuiyan
