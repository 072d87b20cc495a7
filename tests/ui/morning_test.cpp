// SPDX-License-Identifier: GPL-3.0-or-later
// A village doctor's morning through the real window, by keys alone, while the line to the county is down.
#include "core/encounters/visit.h"
#include "core/followups/enrolment.h"
#include "core/followups/form_doors.h"
#include "core/followups/save_follow_up.h"
#include "core/inventory/balance.h"
#include "core/inventory/ledger.h"
#include "core/patients/same_person.h"
#include "core/referrals/referral_list.h"
#include "core/sync/sync_session.h"
#include "tests/ui/morning_desk.h"
#include "ui/encounters/visit_page.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/health_form_editor.h"
#include "ui/followups/health_form_sheet.h"
#include "ui/patients/register_dialog.h"
#include "ui/patients/same_person_dialog.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/table.h"

#include <QSignalSpy>

using namespace yigong;

namespace {

const QDate today(2025, 5, 13);

/// Somebody who comes in, and what is done about it.
struct Seen
{
    const char *name, *initials;
    Sex sex;
    QDate born;
    const char *idNumber; ///< of whoever is registered only now
    const char *pinyin, *complaint;
    const char *measured; ///< keys: pressure, pulse, temperature, weight, fasting glucose, Enter after each
    const char *values;   ///< the same as the record says them
    const char *diagnosis, *code;
    const char *drug, *days; ///< keys; no days: the usual seven
    const char *given;
    int quantity;
};

// clang-format off
const std::vector<Seen> &callers()
{
    constexpr auto M = Sex::Male, F = Sex::Female;
    static const std::vector<Seen> all{
        {"陈国富", "cgf", M, {1961, 4, 2},  "", "kesou",        "咳嗽3天",     "13284⏎82⏎37.2⏎⏎⏎",   "132 84 82 37.2",     "jxzqgy",  "J20.900",    "ysaxsp",  "5",  "D0249", 15},
        {"王桂花", "wgh", F, {1958, 9, 11}, "", "touyun",       "头晕",        "13682⏎72⏎⏎61.5⏎⏎",   "136 82 72 61.5",     "gxy",     "I10.x00",    "bhsaldp", "28", "D0171", 28},
        {"张明亮", "zml", M, {1985, 1, 30}, "", "fare",         "发热1天",     "⏎⏎96⏎38.6⏎⏎⏎",       "96 38.6",            "jxshxdgr", "J06.900",   "dyxajfp", "3",  "D0092", 9},
        {"赵小军", "zxj", M, {1992, 7, 19}, "", "fuxie",        "腹泻半天",    "11876⏎88⏎36.9⏎⏎⏎",   "118 76 88 36.9",     "fx",      "A09.900x007", "mtss",   "3",  "D0305", 9},
        {"刘凤英", "lfy", F, {1954, 3, 5},  "", "yaotong",      "腰痛1周",     "14280⏎74⏎⏎⏎⏎",       "142 80 74",          "m54.502", "M54.502",    "blfhsjn", "5",  "D0096", 10},
        {"孙长海", "sch", M, {1949, 12, 8}, "", "xiongmen",     "胸闷2小时",   "196118⏎104⏎⏎⏎⏎",     "196 118 104",        "gxy",     "I10.x00",    "bhsaldp", "7",  "D0171", 7},
        {"周玉梅", "zym", F, {1967, 6, 21}, "", "fanwei",       "胃部不适",    "12678⏎70⏎⏎⏎⏎",       "126 78 70",          "mxwy",    "K29.500",    "amlzcrjn", "14", "D0282", 14},
        {"吴天佑", "wty", M, {2016, 8, 14}, "", "yanhongtong",  "咽痛发热",    "⏎⏎112⏎38.9⏎26.5⏎⏎",  "112 38.9 26.5",      "jxshxdgr", "J06.900",   "amxlkl",  "3",  "D0003", 9},
        {"郑秋菊", "zqj", F, {1971, 10, 3}, "", "pizhen",       "皮疹发痒",    "12074⏎76⏎36.5⏎⏎⏎",   "120 74 76 36.5",     "l50.900", "L50.900",    "lltdp",   "3",  "D0367", 3},
        {"钱永福", "qyf", M, {1956, 2, 17}, "", "fucha",        "复查血糖",    "13480⏎78⏎⏎⏎7.8⏎",    "134 80 78 7.8",      "e11.900", "E11.900",    "ysejsgp", "28", "D0326", 84},
        {"冯大勇", "fdy", M, {1979, 5, 9},  "", "kesou",        "咳嗽有痰",    "12882⏎84⏎37.4⏎⏎⏎",   "128 82 84 37.4",     "jxzqgy",  "J20.900",    "amxljn",  "3",  "D0001", 18},
        {"褚春兰", "ccl", F, {1963, 3, 28}, "", "toutong",      "头痛2天",     "15296⏎80⏎⏎⏎⏎",       "152 96 80",          "gxy",     "I10.x00",    "bhsaldp", "14", "D0171", 14},
        {"卫东升", "wds", M, {1988, 11, 2}, "", "yanyantong",   "咽痛",        "12480⏎78⏎37.8⏎⏎⏎",   "124 80 78 37.8",     "jxshxdgr", "J06.900",   "amxljn",  "3",  "D0001", 18},
        {"蒋月娥", "jye", F, {1952, 1, 14}, "", "yaotuitong",   "腰腿痛",      "14688⏎76⏎⏎⏎⏎",       "146 88 76",          "m54.502", "M54.502",    "blfhsjn", "3",  "D0096", 6},
        {"沈家宝", "sjb", M, {2019, 4, 25}, "", "kesou",        "咳嗽流涕",    "⏎⏎104⏎37.6⏎18.2⏎⏎",  "104 37.6 18.2",      "jxshxdgr", "J06.900",   "amxlkl",  "3",  "D0003", 9},
        {"韩志刚", "hzg", M, {1966, 9, 6},  "", "futong",       "上腹痛",      "13082⏎80⏎36.8⏎⏎⏎",   "130 82 80 36.8",     "mxwy",    "K29.500",    "amlzcrjn", "7", "D0282", 7},
        {"杨秀珍", "yxz", F, {1959, 7, 30}, "", "touyun",       "头晕乏力",    "13886⏎72⏎⏎⏎⏎",       "138 86 72",          "gxy",     "I10.x00",    "bhsaldp", "",   "D0171", 7},
        {"尤建国", "yjg", M, {1975, 6, 3},  "341181197506031184", "fare",   "发热咽痛",  "12678⏎90⏎38.2⏎⏎⏎",  "126 78 90 38.2", "jxshxdgr", "J06.900",  "dyxajfp", "3",  "D0092", 9},
        {"朱小燕", "zxy", F, {1993, 9, 20}, "341181199309203425", "fuxie",  "腹泻2次",   "11070⏎82⏎37.0⏎⏎⏎",  "110 70 82 37.0", "fx",       "A09.900x007", "mtss", "3",  "D0305", 9},
        {"秦德才", "qdc", M, {1968, 4, 11}, "341181196804112674", "yaotong", "腰扭伤",   "13284⏎74⏎⏎⏎⏎",      "132 84 74",      "m54.502",  "M54.502",  "blfhsjn", "3",  "D0096", 6},
    };
    return all;
}

/// A follow-up that is due, the keys that it takes, and what is known of them since (by the doctor of the fixture).
struct Due
{
    const char *name, *initials;
    Sex sex;
    QDate born;
    std::vector<FollowUpProgram> programs;
    const char *keys;    ///< as `strokeOf` names them
    const char *outcome; ///< of the first program's form
    QDate next;          ///< by the rule
    bool came = false;   ///< into the clinic; the others are late in the plan
};

const std::vector<Due> &dueToday()
{
    using enum FollowUpProgram;
    constexpr auto M = Sex::Male, F = Sex::Female;
    static const std::vector<Due> all{
        {"何宝山", "hbs", M, {1955, 8, 1},  {Hypertension},           "1⏎13884⏎72⏎1⑫",              "controlled",   {2025, 8, 13}},
        {"吕爱华", "lah", F, {1960, 2, 9},  {Hypertension},           "1⏎16294⏎80⏎2⑫",              "uncontrolled", {2025, 5, 27}},
        {"张翠莲", "zcl", F, {1953, 5, 16}, {Hypertension},           "2⏎14286⏎⏎1⑫",                "controlled",   {2025, 8, 13}},
        {"王桂花", "wgh", F, {1958, 9, 11}, {Hypertension},           "1⑫",                         "controlled",   {2025, 8, 13}, true}, // measured this morning
        {"孔令德", "kld", M, {1962, 7, 7},  {Diabetes},               "1⏎13280⏎6.5⏎⏎1⑫",            "controlled",   {2025, 8, 13}},
        {"曹桂芝", "cgz", F, {1957, 4, 20}, {Diabetes},               "1⏎12878⏎8.2⏎⏎1⑫",            "uncontrolled", {2025, 5, 27}},
        {"严福生", "yfs", M, {1951, 9, 9},  {Hypertension, Diabetes}, "1⏎13684⏎⏎6.8⏎⏎1⏎1⑫",         "controlled",   {2025, 8, 13}},
        {"华国珍", "hgz", F, {1949, 6, 2},  {Hypertension, Diabetes}, "1⏎14880⏎⏎6.2⏎⏎1⏎1⑫",         "controlled",   {2025, 8, 13}},
        {"金有田", "jyt", M, {1958, 1, 25}, {Copd},                   "1⏎1⇟Ⓝ⇟⇟⇟⇟96⑫1⑫",             "stable",       {2025, 8, 13}},
        {"魏淑芬", "wsf", F, {1947, 11, 3}, {OlderPeople},            "0⏎0⏎0⏎1⏎1⑫",                 "self-reliant", {2026, 1, 15}, true},
        {"陶建军", "tjj", M, {1973, 3, 3},  {Tuberculosis},           "1⏎0⑫0⏎1⏎1⑫",                 "normal",       {2025, 6, 13}},
        {"姜小宝", "jxb", M, {2024, 11, 5}, {Child},                  "1⏎8.2⇟Ⓝ⑫",                   "normal",       {2025, 8, 4}, true},
    };
    return all;
}
// clang-format on

QString words(const char *text)
{
    return QString::fromUtf8(text);
}

Result<Id> registers(Transaction &tx, const char *name, Sex sex, QDate born)
{
    PatientDraft draft;
    draft.name = words(name);
    draft.sex = sex;
    draft.birthDate = PartialDate(born);
    draft.noIdReason = "未带"_q;
    draft.address = "前街"_q;
    return registerPatient(tx, draft);
}

/// 王庄 belongs to a township, so that there is somewhere to refer to.
Result<void> belongsToATownship(Transaction &tx)
{
    Site township;
    township.code = "341181003"_q;
    township.id = Site::idOf(township.code);
    township.name = "柳河镇卫生院"_q;
    township.tier = Tier::Township;
    township.shortCode = "LH"_q;
    YIGONG_TRY(tx.insert(township));
    YIGONG_LET(village, tx.get<Site>(tx.actor().site));
    Site below = village;
    below.parent = township.id;
    return tx.update(village, below).transform([](bool) {});
}

Result<void> fillsTheShelves(Transaction &tx)
{
    Receipt delivery{"县药房"_q, "R1"_q, {}};
    for (const Seen &caller : callers()) {
        const QString drug = words(caller.given);
        if (std::none_of(delivery.lines.begin(), delivery.lines.end(),
                         [&](const auto &line) { return line.drug == drug; }))
            delivery.lines.push_back({drug, "250101"_q, QDate(2026, 12, 31), 0, {500}, 10, Money{960}});
    }
    return receiveStock(tx, delivery).transform([](const Received &) {});
}

/// A form of the past, unremarkable, with this said.
Result<void> closed(Transaction &tx, Id patient, const QString &code, QDate day, const QString &key = {},
                    const QString &text = {})
{
    HealthFormDraft draft;
    draft.patient = patient;
    draft.formCode = code;
    draft.day = day;
    const FormDefinition &form = *formDefinition(code);
    if (!key.isEmpty())
        YIGONG_TRY(answer(draft.answers, *form.question(key), text));
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions)
            if (question.required && isAsked(draft.answers, question) && !draft.answers.has(question.key))
                YIGONG_TRY(answer(draft.answers, question,
                                  question.options.empty() ? "1"_q : QString::number(question.options.front().number)));
    return saveHealthForm(tx, draft).transform([](const SavedHealthForm &) {});
}

Result<void> wasSeen(Transaction &tx, Id patient, FollowUpProgram program)
{
    const auto own = [&]() -> Result<void> {
        FollowUp form;
        form.program = program;
        form.way = 1;
        form.symptoms = QStringList{"1"_q};
        form.systolic = {13800};
        form.diastolic = {8200};
        if (program == FollowUpProgram::Diabetes)
            form.fastingGlucose = {640};
        FollowUpDraft draft;
        draft.patient = patient;
        draft.date = QDate(2025, 1, 20);
        draft.forms = {form};
        return saveFollowUp(tx, draft).transform([](const SavedFollowUp &) {});
    };
    switch (program) {
    case FollowUpProgram::Hypertension:
    case FollowUpProgram::Diabetes:
        return own();
    case FollowUpProgram::Copd:
        return closed(tx, patient, "copd-follow-up"_q, QDate(2025, 1, 20), "oxygen"_q, "95"_q);
    case FollowUpProgram::OlderPeople:
        return closed(tx, patient, "health-check"_q, QDate(2025, 1, 15));
    case FollowUpProgram::Tuberculosis:
        return closed(tx, patient, "tb-follow-up"_q, QDate(2025, 4, 2), "supervisor"_q, "1"_q);
    default:
        return {};
    }
}

Result<void> villagers(Transaction &tx)
{
    for (const Seen &caller : callers())
        if (*caller.idNumber == '\0')
            YIGONG_TRY(registers(tx, caller.name, caller.sex, caller.born));
    for (const Due &due : dueToday()) {
        YIGONG_LET(known, tx.select<Patient>("WHERE name = ?", {words(due.name)}));
        Id patient = known.empty() ? Id() : known.front().id;
        if (known.empty()) {
            YIGONG_LET(made, registers(tx, due.name, due.sex, due.born));
            patient = made;
        }
        for (const FollowUpProgram program : due.programs) {
            EnrolmentDraft draft;
            draft.patient = patient;
            draft.program = program;
            draft.enrolledOn = QDate(2025, 1, 6);
            YIGONG_TRY(enrolInProgram(tx, draft));
            YIGONG_TRY(wasSeen(tx, patient, program));
        }
    }
    return {};
}

/// 高凤霞 has a second card, made in a hurry under a name that sounds alike.
Result<void> secondCard(Transaction &tx)
{
    for (const QString &name : {"高凤霞"_q, "高凤侠"_q}) {
        PatientDraft draft;
        draft.name = name;
        draft.sex = Sex::Female;
        draft.birthDate = PartialDate(QDate(1964, 8, 8));
        draft.noIdReason = "未带"_q;
        draft.phone = "13800006021"_q;
        YIGONG_TRY(registerPatient(tx, draft));
    }
    return {};
}

struct Morning : MorningDesk
{
    Morning()
    {
        synchronises = true; // it tries, and nobody answers
        for (const auto &part : {belongsToATownship, fillsTheShelves, villagers, secondCard})
            has(part);
        signsIn();
    }

    VisitPage &visit() { return page<VisitPage>("visit"); }
    FollowUpPage &followUps() { return page<FollowUpPage>("followups"); }

    /// F2 and the ID card; their record is on the screen.
    void registers(const Seen &caller)
    {
        press(Qt::Key_2, Qt::AltModifier);
        REQUIRE(sees([&] { return isAt("residents"); }));
        answers([&] { press(Qt::Key_F2); },
                [&] {
                    CHECK(focused() == RegisterDialog::tr("ID number"));
                    strikes(words(caller.idNumber) + "⏎⏎"_q);
                    CHECK(focused() == RegisterDialog::tr("Name"));
                    says(words(caller.initials), words(caller.name));
                    press(Qt::Key_Return, Qt::ControlModifier);
                    CHECK(sees([] { return QApplication::activeModalWidget() == nullptr; }));
                });
        REQUIRE(sees([&] { return reads(words(caller.name)); }));
    }

    /// F4, and the chief complaint has the focus: nothing is looked for before it is typed.
    void beginsVisit()
    {
        press(Qt::Key_F4);
        REQUIRE(sees([&] { return isAt("visit") && visit().firstFocus() != nullptr; }));
        REQUIRE(sees([&] { return visit().firstFocus()->hasFocus(); }));
    }
    void picks(const char *initials)
    {
        strikes(words(initials));
        auto *box = qobject_cast<SuggestBox *>(QApplication::focusWidget());
        REQUIRE(box != nullptr);
        REQUIRE(sees([&] { return box->popup()->isVisible(); }));
        press(Qt::Key_Return);
    }
    [[nodiscard]] Button *signButton()
    {
        const QList<Button *> buttons = visit().findChildren<Button *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [](const Button *button) {
            return button->isVisible() && button->text() == "签名并发药"_q;
        });
        return found == buttons.end() ? nullptr : *found;
    }
    /// From the complaint to the signature.
    void sees(const Seen &caller)
    {
        INFO(caller.name);
        if (*caller.idNumber != '\0')
            registers(caller);
        else
            finds(words(caller.name), words(caller.initials));
        beginsVisit();
        says(words(caller.pinyin), words(caller.complaint));
        strikes("⏎"_q + words(caller.measured));
        CHECK(focused() == "加诊断"_q);
        picks(caller.diagnosis);
        press(Qt::Key_Return); // no other diagnosis
        CHECK(focused() == "加药"_q);
        picks(caller.drug);
        if (*caller.days != '\0')
            strikes("⏎⏎"_q + words(caller.days));
        REQUIRE(MorningDesk::sees([&] { return signButton() != nullptr && signButton()->isEnabled(); }));
        QSignalSpy written(&visit(), &VisitPage::visitSigned);
        answers([&] { press(Qt::Key_F12); }, [&] { press(Qt::Key_F12); });
        REQUIRE(MorningDesk::sees([&] { return written.count() == 1; }));
    }
    using MorningDesk::sees;

    /// F8 on what was signed just now.
    void refers(const QString &name, const QString &pinyin, const QString &reason)
    {
        press(Qt::Key_F8);
        REQUIRE(sees([&] { return isAt("referrals"); }));
        auto &referrals = page<ReferralsPage>("referrals");
        REQUIRE(sees([&] { return referrals.firstFocus()->hasFocus() && focused() == "转诊原因"_q; }));
        says(pinyin, reason);
        strikes("⏎→→"_q);
        REQUIRE(sees([&] { return reads(name); })); // nobody sends what is about nobody yet
        QSignalSpy sent(&referrals, &ReferralsPage::referralSent);
        press(Qt::Key_F12);
        REQUIRE(sees([&] { return sent.count() == 1; }));
    }

    [[nodiscard]] bool formIsOpen()
    {
        FollowUpPage &page = followUps();
        const auto *sheet = page.sheet();
        const auto *other = page.editor()->sheet();
        return (sheet != nullptr && sheet->isVisible() && sheet->isAncestorOf(QApplication::focusWidget())) ||
               (other != nullptr && other->isVisible() && other->isAncestorOf(QApplication::focusWidget()));
    }
    /// Whose form it is, from its head.
    [[nodiscard]] const Due &whoseForm()
    {
        for (const Due &due : dueToday())
            if (reads(words(due.name)))
                return due;
        FAIL("a form of nobody who is due");
        return dueToday().front();
    }
    /// Until it is closed; answers who it was.
    QString followsUp()
    {
        REQUIRE(sees([&] { return isAt("followups") && formIsOpen(); }));
        const Due &due = whoseForm();
        INFO(due.name);
        QSignalSpy own(&followUps(), &FollowUpPage::followUpSaved);
        QSignalSpy other(&followUps(), &FollowUpPage::healthFormSaved);
        QSignalSpy planned(&followUps(), &FollowUpPage::planShown);
        strikes(words(due.keys));
        REQUIRE(sees([&] { return own.count() + other.count() == 1; }));
        REQUIRE(sees([&] { return planned.count() > 0; }));
        return words(due.name);
    }
    /// Alt+U, the pair, how it is known.
    void makesOneOfTwoCards()
    {
        press(Qt::Key_2, Qt::AltModifier);
        answers([&] { press(Qt::Key_U, Qt::AltModifier); },
                [&] {
                    auto *list = QApplication::activeModalWidget()->findChild<Table *>();
                    CHECK(sees([&] { return list->model()->rowCount() == 1; }));
                    CHECK(sees([&] { return list->hasFocus(); }));
                    press(Qt::Key_Tab);
                    CHECK(focused() == SamePersonDialog::tr("Reason"));
                    says("benren"_q, "本人带两张卡来"_q);
                    press(Qt::Key_Return, Qt::ControlModifier);
                    CHECK(sees([&] { return list->model()->rowCount() == 0; }));
                    press(Qt::Key_Escape);
                });
    }
};

QString measuredIn(const Visit &visit)
{
    QStringList values;
    for (const Observation &value : visit.observations)
        values.append(value.value);
    return values.join(u' ');
}

void checkVisit(Morning &morning, const Seen &caller)
{
    INFO(caller.name);
    const Id patient = morning.idOf(words(caller.name));
    const auto visits = morning.read([&](const Snapshot &s) { return visitsOfPatient(s, patient, 10); });
    REQUIRE(visits);
    REQUIRE(visits->size() == 1);
    const auto visit = morning.read([&](const Snapshot &s) { return visitOf(s, visits->front().encounter); });
    REQUIRE(visit);
    CHECK(visit->encounter.complaint == words(caller.complaint));
    CHECK(measuredIn(*visit) == words(caller.values));
    REQUIRE(visit->conditions.size() == 1);
    CHECK(visit->conditions.front().code == words(caller.code));
    REQUIRE(visit->lines.size() == 1);
    CHECK(visit->lines.front().drug == words(caller.given));
    CHECK(visit->lines.front().quantity.units == caller.quantity);
    CHECK(visit->dispensedOf(words(caller.given)).units == caller.quantity);
}

void checkFollowUp(Morning &morning, const Due &due)
{
    INFO(due.name);
    const Id patient = morning.idOf(words(due.name));
    for (const FollowUpProgram program : due.programs) {
        if (hasOwnRecord(program)) {
            const auto forms =
                morning.read([&](const Snapshot &s) { return standingFollowUpsOf(s, patient, program); });
            REQUIRE(forms);
            REQUIRE(forms->size() == 2);
            CHECK(forms->back().visitDate == today);
            CHECK(nameOf(forms->back().outcome) == words(due.outcome));
            CHECK(forms->back().nextOn == due.next);
        } else {
            const auto forms =
                morning.read([&](const Snapshot &s) { return healthFormsOf(s, morning.workplace().actor, patient); });
            REQUIRE(forms);
            REQUIRE(!forms->empty());
            CHECK(forms->front().form.day == today);
            CHECK(forms->front().form.outcome == words(due.outcome));
            CHECK(forms->front().form.due == due.next);
        }
    }
}

} // namespace

TEST_CASE("a village doctor's morning is done by keys alone, with the line down", "[ui][morning]")
{
    Morning morning;
    for (const Seen &caller : callers()) {
        morning.sees(caller);
        if (words(caller.name) == "孙长海"_q)
            morning.refers("孙长海"_q, "gaoxueya"_q, "血压196/118，胸闷"_q);
    }
    morning.makesOneOfTwoCards();

    // Who came anyway is followed up from the record, those who are late in the plan's order.
    QStringList done;
    for (const Due &due : dueToday())
        if (due.came) {
            morning.finds(words(due.name), words(due.initials));
            morning.press(Qt::Key_F6);
            done.append(morning.followsUp());
        }
    while (done.size() < static_cast<int>(dueToday().size())) {
        morning.press(Qt::Key_Return);
        done.append(morning.followsUp());
    }
    CHECK(done.removeDuplicates() == 0);

    for (const Seen &caller : callers())
        checkVisit(morning, caller);
    for (const Due &due : dueToday())
        checkFollowUp(morning, due);

    const Actor &doctor = morning.workplace().actor;
    const auto merged = morning.read([&](const Snapshot &s) { return mergedPairs(s, doctor); });
    REQUIRE(merged);
    REQUIRE(merged->size() == 1);
    CHECK(merged->front().older.name == "高凤霞"_q);
    CHECK(merged->front().newer.name == "高凤侠"_q);

    const auto referrals = morning.read([&](const Snapshot &s) {
        return referralsOf(s, doctor.site, ReferralDirection::Out, {}, morning.clock().now());
    });
    REQUIRE(referrals);
    REQUIRE(referrals->size() == 1);
    const ServiceRequest &sent = referrals->front().referral;
    CHECK(sent.patient == morning.idOf("孙长海"_q));
    CHECK(sent.reason == "血压196/118，胸闷"_q);
    CHECK(sent.urgency == ReferralUrgency::Emergency);
    const auto view = morning.read([&](const Snapshot &s) { return referralView(s, sent.id, morning.clock().now()); });
    REQUIRE(view);
    REQUIRE(view->visit);
    CHECK(view->visit->encounter.complaint == "胸闷2小时"_q);
    CHECK(view->visit->observations.size() == 3);
    CHECK(view->visit->prescriptions.size() == 1);
    const auto shares =
        morning.read([&](const Snapshot &s) { return s.select<Share>("WHERE referral = ?", {sent.id.bytes()}); });
    REQUIRE(shares);
    REQUIRE(shares->size() == 1);
    CHECK(shares->front().patient == sent.patient);
    CHECK(shares->front().toSite == sent.toSite);
    CHECK_FALSE(shares->front().endedOn.isValid());

    // Nobody has heard of it yet, and every page's corner says so.
    morning.press(Qt::Key_F5);
    REQUIRE(morning.sees([&] { return morning.desktop().schedule()->state().problem.has_value(); }));
    const auto standing = morning.read(syncStanding);
    REQUIRE(standing);
    CHECK(standing->lastExchange.isNone());
    CHECK(standing->actsWaiting >= 20 + 12 + 1 + 1);
    CHECK(morning.sees([&] {
        const auto now = morning.read(syncStanding);
        return now && morning.standing() == "离线，%1 条在本机"_q.arg(now->actsWaiting);
    }));
    CHECK(morning.keysStruck() < 1300); // for 36 acts: nobody works with more
}
