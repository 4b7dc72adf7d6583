// Members of households where a scenario is silent: every default with the range of sensitivity runs, grade and
// source. docs/parameters.md is printed from here.
#include "sim/evidence.h"
#include "sim/families.h"

namespace tuiyan {

DemographyRules::DemographyRules() {
  death_at_60 = elsewhere(
      0.009, 0.007, 0.012,
      {"按2016年年龄结构，合全国粗死亡率6.6‰左右（BMC公共卫生2019年19:780）；农村老人死亡率约高三成",
       "with the ages of 2016 this makes the crude death rate of about 6.6 per 1000 (BMC Public Health 2019 19:780); "
       "the rural old die about 30 % more often"});
  death_doubling = assumed(
      8, 7, 9, {"成年死亡率每八年翻一番（冈珀茨定律）", "adult mortality doubles every eight years (Gompertz)"});
  death_least = assumed(0.0006, 0.0003, 0.0010, {"儿童和青年的死亡率很低", "children and the young rarely die"});
  death_male = assumed(1.25, 1.1, 1.5, {"男性死亡率较高", "men die earlier"});
  death_ill = assumed(1.5, 1.1, 2.5, {"慢性病人和重病人死亡率较高", "the chronically and severely ill die earlier"});
  birth_rate =
      assumed(0.09, 0.05, 0.13,
              {"农村已婚育龄妇女约每十人年生育一胎", "about one birth in ten years of a married woman of that age"});
  marries_out = assumed(0.12, 0.06, 0.18, {"女性婚后多落户夫家", "women mostly move to the husband's household"});
  marries_in = assumed(0.05, 0.02, 0.10, {"贫困户男性结婚较难", "men of poor households find it hard to marry"});
  moves_away = assumed(0.015, 0.005, 0.04, {"青年迁出户口的不多", "few of the young move their registration away"});
  splits = assumed(
      0.06, 0.02, 0.12,
      {"婚后分户；识别后分户受到限制", "couples set up on their own after the wedding; the register restrains it"});
  joins_relatives =
      assumed(0.03, 0.01, 0.06, {"高龄老人并入子女户", "the very old join a son's or daughter's household"});
  secondary =
      assumed(0.7, 0.5, 0.9,
              {"农村初中毕业生约七成升入高中或中职", "about seven in ten rural pupils go on after compulsory school"});
  tertiary = assumed(0.3, 0.15, 0.5, {"其中约三成升入大专以上", "about three in ten of them go on to college"});
  work_ends = assumed(65, 60, 70, {"农村劳动者多劳动到65岁左右", "rural people mostly work until about 65"});
  weakness_ends = assumed(75, 70, 80, {"75岁以后多无劳动能力", "after 75 most can not work at all"});
}

Fields fields(DemographyRules& d) {
  const Limits share = between(0, 1), factor = between(0, 20);
  Fields f;
  f.list = {
      {"natural_change", {"人口自然变动", "births, deaths and moves"}, "", &d.natural_change},
      {"death_at_60", {"60岁死亡概率", "dying at 60"}, "share/year", &d.death_at_60, share},
      {"death_doubling",
       {"死亡概率翻倍年数", "years in which it doubles"},
       "years",
       &d.death_doubling,
       between(1, 100)},
      {"death_least", {"最低死亡概率", "dying at any age, at least"}, "share/year", &d.death_least, share},
      {"death_male", {"男性死亡倍数", "factor of men"}, "factor", &d.death_male, factor},
      {"death_ill", {"病人死亡倍数", "factor of the ill"}, "factor", &d.death_ill, factor},
      {"birth_rate",
       {"已婚妇女（20—39岁）生育概率", "birth, of a married woman of 20 to 39"},
       "share/year",
       &d.birth_rate,
       share},
      {"marries_out",
       {"未婚女性（20—29岁）嫁出概率", "marrying out, of a single woman of 20 to 29"},
       "share/year",
       &d.marries_out,
       share},
      {"marries_in",
       {"未婚男性（22—34岁）娶入概率", "bringing in a wife, of a single man of 22 to 34"},
       "share/year",
       &d.marries_in,
       share},
      {"moves_away",
       {"未婚青年（18—30岁）迁出概率", "moving away, of a single member of 18 to 30"},
       "share/year",
       &d.moves_away,
       share},
      {"splits", {"新婚夫妇分户概率", "a newly married couple sets up on its own"}, "share/year", &d.splits, share},
      {"joins_relatives",
       {"高龄户并入亲属概率", "a household of the over-70s joins relatives"},
       "share/year",
       &d.joins_relatives,
       share},
      {"secondary", {"升入高中阶段的比例", "going on after compulsory school"}, "share", &d.secondary, share},
      {"tertiary", {"升入高等教育的比例", "going on after secondary school"}, "share", &d.tertiary, share},
      {"work_ends", {"劳动能力减弱年龄", "able members become weak at"}, "years", &d.work_ends, between(16, 120)},
      {"weakness_ends",
       {"丧失劳动能力年龄", "weak members become unable at"},
       "years",
       &d.weakness_ends,
       between(16, 120)},
  };
  return f;
}

}  // namespace tuiyan
