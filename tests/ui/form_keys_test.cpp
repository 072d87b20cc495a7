// SPDX-License-Identifier: GPL-3.0-or-later
// How many keys each form that is data takes whoever knows it; docs/follow-ups.md has the same table.
#include "tests/ui/health_form_desk.h"

using namespace yigong;

namespace {

/// An examination, a visit or a conversation in which nothing was found, with what is measured at it.
struct FormKeys
{
    const char *form;
    std::optional<FollowUpProgram> program;
    QDate born;         ///< of a boy; none: 李秀兰, or 张敏 where the form is of a pregnancy
    const char *before; ///< what last time's form of the kind said; none: it is the first
    const char *keys;   ///< as `strokeOf` names them
    int count;
    const char *outcome;
    QStringList says; ///< that the keys went where they belong
};

// clang-format off
const std::vector<FormKeys> &keysOfForms()
{
    using enum FollowUpProgram;
    static const std::vector<FormKeys> all{
        {"copd-follow-up",     Copd, {}, "oxygen=95|height=158|psychology=1|compliance=1",
         "1⏎1⇟Ⓝ⇟⇟⇟⇟96⑫1⑫", 14, "stable", {"way=1"_q, "symptoms=1"_q, "consciousness=1"_q, "oxygen=96"_q, "adverseReaction=1"_q}},
        {"health-check",       {}, {}, "exercise=1|diet=1|smoking=1|drinking=1|exposure=1|brainVessels=1|kidneys=1|heart=1|vessels=1|eyes=1|nerves=1|otherSystems=1",
         "1⏎36.6⏎72⏎18⏎128⏎78⏎130⏎80⏎158⏎61.5⏎84⏎1⏎1⏎1⏎1⇟⇟Ⓝ⇟Ⓝ⇟128⏎6.2⏎210⇟⇟⇟⇟⇟1⇟1⑫", 72, "",
         {"symptoms=1"_q, "systolic=130"_q, "waist=84"_q, "mood=1"_q, "footPulse=2"_q, "platelets=210"_q, "smoking=1"_q, "classification=1"_q, "guidance=1"_q}},
        {"older-self-care",    OlderPeople, {}, nullptr, "0⏎0⏎0⏎0⏎0⑫", 10, "self-reliant", {"moving=0"_q, "score=0"_q}},
        {"antenatal-first",    Maternity, {}, nullptr, "1⏎20250218⏎⏎⏎28⏎⏎⏎⏎1⏎0⏎0⏎1⏎1⏎1⏎1⇟160⏎55⏎112⏎70Ⓝ⇟122⏎6.5⏎210⇟1⏎1⏎1⑫", 66, "normal",
         {"lmp=2025-02-18"_q, "pregnancies=1"_q, "surgery=1"_q, "diastolic=70"_q, "lungs=1"_q, "platelets=210"_q, "referral=1"_q}},
        {"antenatal-later",    Maternity, {}, nullptr, "2⏎1⏎17⏎⏎58.5⏎16⏎82⏎⏎146⏎116⏎72⏎118⏎⏎⏎1⏎1⏎1⑫", 43, "normal",
         {"visit=2"_q, "weeks=17"_q, "foetalHeartRate=146"_q, "haemoglobin=118"_q, "guidance2=1"_q, "referral=1"_q}},
        {"maternity-delivery", Maternity, {}, nullptr, "20250505⏎20250508⏎⏎39⏎1⏎1⏎1⏎3.2⑫", 32, "normal",
         {"dischargedOn=2025-05-08"_q, "deliveryOutcome=1"_q, "birthWeight=3.2"_q}},
        {"postnatal-visit",    Maternity, {}, nullptr, "2⏎20250505⏎20250508⏎36.6⏎⏎⏎112⏎70⏎Ⓝ⏎⏎⏎⏎⏎1⏎1⏎1⑫", 46, "normal",
         {"deliveredOn=2025-05-05"_q, "diastolic=70"_q, "wound=1"_q, "classification=1"_q, "referral=1"_q}},
        {"postnatal-42",       Maternity, {}, nullptr, "1⏎20250401⏎20250404⏎⏎⏎112⏎70⏎Ⓝ⏎⏎⏎⏎⏎1⏎1⏎1⑫", 41, "normal",
         {"deliveredOn=2025-04-01"_q, "wound=1"_q, "classification=1"_q, "referral=1"_q}},
        {"newborn-visit",      Child, {2025, 5, 4}, nullptr, "2⏎39⏎1⏎⏎20250507⏎1⏎1⏎9⏎10⏎⏎1⏎1⏎2⇟3.2⏎3.4⏎50⏎1⏎⏎8⏎1⏎1⏎4⇟Ⓝ⇟1⏎1⏎1⑫", 63, "normal",
         {"gestation=39"_q, "apgar5=10"_q, "weight=3.4"_q, "stoolTimes=4"_q, "spine=1"_q, "referral=1"_q}},
        {"infant-check",       Child, {2024, 11, 5}, nullptr, "1⏎8.2⏎2⏎67.5⏎2⏎43⇟Ⓝ⇟2⏎400⏎⏎1⏎⏎1⏎1⏎1⑫", 36, "normal",
         {"stage=6"_q, "headGirth=43"_q, "neckMass=2"_q, "vitaminD=400"_q, "illness=1"_q, "referral=1"_q}},
        {"toddler-check",      Child, {2023, 11, 5}, nullptr, "1⏎10.8⏎2⏎82⏎2⇟Ⓝ⇟2⏎400⏎⏎1⏎⏎1⏎1⏎1⑫", 32, "normal",
         {"stage=18"_q, "height=82"_q, "gait=1"_q, "outdoors=2"_q, "illness=1"_q, "referral=1"_q}},
        {"preschool-check",    Child, {2022, 5, 1}, nullptr, "1⏎14.5⏎2⏎96⏎2⏎2⏎1⇟1⏎20⏎0Ⓝ⇟⏎1⏎⏎1⏎1⏎1⑫", 36, "normal",
         {"stage=36"_q, "growth=1"_q, "hearing=1"_q, "decayedTeeth=0"_q, "abdomen=1"_q, "illness=1"_q, "referral=1"_q}},
        {"mental-follow-up",   MentalDisorder, {}, "seen=1|risk=0|insight=1", "1⏎1⇟0⏎⏎1⏎1⏎1⇟1⏎1⏎1⏎1⏎1⇟7⏎1⏎0⏎1⏎1⏎1⏎1⏎1⏎1⑫", 41, "stable",
         {"seen=1"_q, "risk=0"_q, "insight=1"_q, "socialRelations=1"_q, "dangerous=7"_q, "hospital=0"_q, "effect=1"_q, "referral=1"_q}},
        {"mental-background",  MentalDisorder, {}, nullptr, "1⏎⏎⏎2015⏎3⏎1⏎3⏎2015⏎1⏎⏎⏎2016⏎2⏎7⏎2⑫", 35, "normal",
         {"consent=1"_q, "firstOnset=2015"_q, "outpatient=3"_q, "diagnosedOn=2016"_q, "dangerous=7"_q, "poverty=2"_q}},
        {"tb-first-visit",     Tuberculosis, {}, nullptr, "1⏎20250510⏎1⏎1⏎2⏎2⏎0⇟⏎1⏎1⇟1⇟1⏎1⇟⇟⏎⏎1⏎1⏎1⏎1⏎1⏎1⏎1⏎1⏎1⑫", 53, "normal",
         {"startedOn=2025-05-10"_q, "symptoms=0"_q, "dosageForms=1"_q, "supervisor=1"_q, "ventilation=1"_q, "trainedContacts=1"_q}},
        {"tb-follow-up",       Tuberculosis, {}, "supervisor=1|regimen=2HRZE/4HR|usage=1", "1⏎0⑫0⏎1⏎1⑫", 10, "normal",
         {"way=1"_q, "symptoms=0"_q, "missedDoses=0"_q, "newComplication=1"_q, "regimen=2HRZE/4HR"_q}},
        {"tb-close",           Tuberculosis, {}, nullptr, "20250510⏎1⏎24⏎24⏎180⏎178⑫", 25, "normal",
         {"stoppedOn=2025-05-10"_q, "stopReason=1"_q, "dosesTaken=178"_q}},
    };
    return all;
}
// clang-format on

QList<QPair<QString, QString>> answersOf(const char *text)
{
    QList<QPair<QString, QString>> said;
    for (const QString &one : QString::fromUtf8(text).split(u'|', Qt::SkipEmptyParts))
        said.append(qMakePair(one.section(u'=', 0, 0), one.section(u'=', 1)));
    return said;
}

} // namespace

TEST_CASE("every form that is data takes as many keys as its table says", "[ui][followups][forms]")
{
    for (const FormKeys &form : keysOfForms()) {
        INFO(form.form);
        const QString code = QString::fromLatin1(form.form);
        HealthFormRoom room;
        Id who = form.program == FollowUpProgram::Maternity ? room.zhangmin : room.lixiulan;
        if (form.born.isValid())
            who = room.addPerson("王小满", form.born.toString(Qt::ISODate), Sex::Male);
        if (form.program)
            room.enrols(who, *form.program);
        if (form.before != nullptr)
            room.closes(who, code, QDate(2025, 2, 10), answersOf(form.before));
        HealthFormDesk desk(room);
        desk.page->open(HealthFormDesk::formOf(who, code));
        desk.opensHealthForm();
        QSignalSpy saved(desk.page, &FollowUpPage::healthFormSaved);
        CHECK(desk.strikes(QString::fromUtf8(form.keys)) == form.count);
        REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
        const HealthForm closed = room.healthForms(who).front().form;
        CHECK(closed.day == QDate(2025, 5, 13));
        CHECK(closed.outcome == QString::fromLatin1(form.outcome));
        for (const QString &one : form.says) {
            INFO(one.toStdString());
            CHECK(closed.answers.text(one.section(u'=', 0, 0)) == one.section(u'=', 1));
        }
    }
}

TEST_CASE("no form was left out of the table of keys", "[ui][followups][forms]")
{
    for (const FormDefinition &known : formDefinitions()) {
        INFO(known.code.toStdString());
        CHECK(std::any_of(keysOfForms().begin(), keysOfForms().end(),
                          [&known](const FormKeys &form) { return known.code == QLatin1String(form.form); }));
    }
}
