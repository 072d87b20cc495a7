// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"

#include <QString>
#include <QStringList>

namespace yigong {

/// A diagnosis of the 医保版 (nhsa2.0) or 国临版 (clinical2.0) tables of ICD-10. Both have the same shape ("I10.x00",
/// "J06.900x001", "B37.301+N77.1*") and are different tables: keep a code together with its system.
struct Diagnosis
{
    QString code;
    QString name;
    QString group;   ///< 呼吸, 循环 …; empty where imported
    QString chronic; ///< the chronic-disease programme it belongs to: hypertension, diabetes, copd, coronary, stroke …;
                     ///< mostly empty
    QStringList also; ///< what people call it: 冠心病, 中风
    bool imported = false;

    static QString system() { return QStringLiteral("nhsa2.0"); }
};

/// A procedure of ICD-9-CM-3 (医保版): "81.66", "51.2300", "01.6x00". Only imported.
struct Procedure
{
    QString code;
    QString name;
    bool imported = true;
};

/// One drug in one form and strength.
struct Drug
{
    QString code;         ///< the project's own ("D0001"), or that of the imported list
    QString name;         ///< 通用名 with its form: 阿莫西林胶囊
    QString form;         ///< 胶囊剂
    QString strength;     ///< "0.25g", "2ml:8万单位", "复方"
    QString pack;         ///< "24 粒/盒"
    int unitsPerPack = 0; ///< smallest units in a pack; 0 where an imported list does not say
    QString unit; ///< smallest unit, in which stock is kept: 片 粒 支 袋 丸 瓶 ml g 贴 枚; empty where an imported list
                  ///< does not say
    int doseHundredths = 0;    ///< usual single dose in hundredths of `unit` (50 is half a tablet); 0: as directed (by
                               ///< weight, a thin layer)
    int timesPerDay = 0;       ///< times in `everyDays` days; 0 where not known
    int everyDays = 1;         ///< 7: weekly
    QString route;             ///< 口服, 静脉滴注, 外用 …
    QString atc;               ///< WHO ATC, as deep as it is certain; empty for most Chinese patent medicines
    QStringList allergyGroups; ///< names of `Allergen`s: 青霉素类, 解热镇痛药 …
    bool essential = false;    ///< in the national list of essential medicines (2018)
    QString group;             ///< 抗感染, 中成药·清热 …
    bool imported = false;
    SpecialClass special = SpecialClass::None; ///< by its name, or as the county has set it (drug_class.h)

    /// Known well enough to be kept in stock and prescribed: form, strength and smallest unit are there.
    [[nodiscard]] bool isComplete() const { return !form.isEmpty() && !strength.isEmpty() && !unit.isEmpty(); }
    [[nodiscard]] QString title() const; ///< "阿莫西林胶囊 0.25g"
    /// The usual prescription in a prescription's own words; empty where it is as directed.
    [[nodiscard]] QString doseText() const;      ///< "2 粒", "0.5 片"
    [[nodiscard]] QString frequencyText() const; ///< "每日 3 次", "每周 1 次"
};

enum class AllergenKind
{
    Drug,
    Food,
    Environment,
    Contact
};

struct Allergen
{
    QString code; ///< "A01"
    QString name; ///< 青霉素类
    AllergenKind kind = AllergenKind::Drug;
    int recordOption =
        0; ///< 药物过敏史 of the health record's form (2017): 2 青霉素 3 磺胺 4 链霉素 5 其他; 0 not a drug
    QStringList related; ///< groups to be careful with as well: 头孢类 for 青霉素类
    QStringList also;
    bool imported = false;
};

} // namespace yigong
