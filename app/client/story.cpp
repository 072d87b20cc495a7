// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/story.h"
#include "app/client/hands.h"
#include "core/patients/id_number.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"
#include "core/sync/conflicts.h"
#include "ui/encounters/visit_page.h"
#include "ui/patients/residents_page.h"
#include "ui/referrals/referrals_page.h"
#include "ui/reports/report_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sentences.h"
#include "ui/sync/conflicts_view.h"
#include "ui/sync/sync_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTextStream>
#include <QTimer>

namespace yigong {

namespace {

constexpr int untilDialog = 400; ///< ms
constexpr int restForStep = 700;

/// What a control is called in the language on show.
QString word(const char *context, const char *source)
{
    return QCoreApplication::translate(context, source);
}

class Story
{
public:
    Story(const DesktopOptions &options, QString pictures)
        : m_desktop(options, m_clock), m_pictures(std::move(pictures)), m_out(stdout), m_err(stderr)
    {
        m_desktop.resize(1366, 768);
        m_desktop.show();
        QApplication::setActiveWindow(&m_desktop);
    }

    bool play()
    {
        return opens() && findsPeople() && registers() && sees() && refers() && sendsWhatWaits() && hospitalAnswers() &&
               villageEditsToo() && settles() && planArrives() && reports();
    }

    void endsWithPaths()
    {
        m_out << Qt::endl << "Saved:" << Qt::endl;
        for (const QString &path : m_saved)
            m_out << "  " << path << Qt::endl;
    }

private:
    void say(const QString &words) { m_out << ++m_step << ". " << words << Qt::endl; }
    bool failed(const QString &what)
    {
        m_err << "The story stops: " << what << '\n';
        savePage(QStringLiteral("stopped"));
        return false;
    }
    void savePage(const QString &name)
    {
        rest(restForStep);
        for (Toast *toast : m_desktop.findChildren<Toast *>())
            toast->hide(); // it lies over the page
        const QString path = savePicture(&m_desktop, m_pictures, name);
        if (!path.isEmpty())
            m_saved.append(path);
    }
    MainWindow &window() { return *m_desktop.window(); }
    Workplace &place() { return *m_desktop.workplace(); }
    template <typename PageType> PageType *page(const char *key)
    {
        window().showPage(QString::fromLatin1(key));
        return qobject_cast<PageType *>(window().page(QString::fromLatin1(key)));
    }
    /// Opens a dialog that waits, and works in it.
    bool inDialog(QAbstractButton *opener, const std::function<bool(QWidget *)> &work)
    {
        if (opener == nullptr)
            return false;
        bool done = false;
        QObject gone; // no late timer outlives what it works on
        QTimer::singleShot(untilDialog, &gone, [&] {
            QWidget *dialog = QApplication::activeModalWidget();
            done = dialog != nullptr && work(dialog);
            if (dialog != nullptr && !done)
                dialog->close();
        });
        opener->click();
        rest(2 * untilDialog);
        return done;
    }
    static bool lists(QWidget *page, const QString &words)
    {
        for (const Table *table : page->findChildren<Table *>())
            for (int row = 0; table->model() != nullptr && row < table->model()->rowCount(); ++row)
                for (int column = 0; column < table->model()->columnCount(); ++column)
                    if (table->model()->index(row, column).data().toString().contains(words))
                        return true;
        return false;
    }
    static bool clicks(QAbstractButton *button)
    {
        if (button == nullptr)
            return false;
        button->click();
        return true;
    }

    bool signsIn(const StaffEntry &person);
    const StaffEntry *somebody(StaffRole role, const QString &codeBegins = {}) const;
    bool synchronises();
    bool findsBy(const QString &typed, const QString &how);
    bool edits(Id patient, const QString &name, const QString &phone);
    bool referralAct(const char *act, const std::function<bool(QWidget *)> &work = {});

    bool opens();
    bool findsPeople();
    bool registers();
    bool sees();
    bool refers();
    bool sendsWhatWaits();
    bool hospitalAnswers();
    bool villageEditsToo();
    bool settles();
    bool planArrives();
    bool reports();

    SystemClock m_clock;
    Desktop m_desktop;
    QString m_pictures;
    QTextStream m_out, m_err;
    QStringList m_saved;
    int m_step = 0;
    StaffEntry m_doctor;
    QString m_village; ///< its code
    Id m_patient;
    Id m_referral;
    QString m_settled; ///< the name that was chosen
};

const StaffEntry *Story::somebody(StaffRole role, const QString &codeBegins) const
{
    for (const StaffEntry &person : m_desktop.staff())
        if (person.role == static_cast<int>(role) && QFileInfo(person.folder).fileName().startsWith(codeBegins))
            return &person;
    return nullptr;
}

bool Story::signsIn(const StaffEntry &person)
{
    if (m_desktop.window() != nullptr)
        m_desktop.signOut();
    const auto &staff = m_desktop.staff();
    int row = 0;
    while (row < static_cast<int>(staff.size()) && staff[static_cast<std::size_t>(row)].login != person.login)
        ++row;
    SignInPage *page = m_desktop.signInPage();
    page->people()->setCurrentRow(row);
    page->password()->setFocus();
    type(page->password(), m_desktop.trainingPassword());
    press(page->password(), Qt::Key_Return);
    if (!waitUntil([&] { return m_desktop.window() != nullptr; }))
        return failed(person.name + QStringLiteral(" cannot sign in"));
    QApplication::setActiveWindow(&m_desktop);
    return true;
}

bool Story::synchronises()
{
    SyncSchedule &schedule = *m_desktop.schedule();
    bool through = false;
    QObject gone;
    QObject::connect(&schedule, &SyncSchedule::exchanged, &gone, [&] { through = true; });
    schedule.syncNow();
    waitUntil([&] { return through || (!schedule.state().running && schedule.state().problem); }, 60'000);
    if (!through)
        return failed(schedule.state().problem ? sentence(*schedule.state().problem)
                                               : QStringLiteral("the hub does not answer"));
    const SyncOutcome &last = *schedule.state().last;
    say(QStringLiteral("%1 (%2) synchronises: %3 sent, %4 received, %5 held back.")
            .arg(place().person.name, place().site.name)
            .arg(last.pushed)
            .arg(last.pulled)
            .arg(last.heldBack));
    return true;
}

bool Story::opens()
{
    if (!waitUntil([&] { return !m_desktop.staff().empty(); }))
        return failed(QStringLiteral("there is no training county in that folder"));
    savePage(QStringLiteral("08-signin"));
    const StaffEntry *doctor = somebody(StaffRole::VillageDoctor);
    if (doctor == nullptr)
        return failed(QStringLiteral("the county has no village doctor"));
    m_doctor = *doctor;
    m_village = QFileInfo(m_doctor.folder).fileName();
    if (!signsIn(m_doctor))
        return false;
    say(QStringLiteral("%1 signs in at %2; the line is down.").arg(m_doctor.name, m_doctor.siteName));
    savePage(QStringLiteral("01-worklist"));
    return true;
}

bool Story::findsBy(const QString &typed, const QString &how)
{
    SearchBox *search = window().search();
    search->setFocus();
    search->clear();
    type(search, typed);
    auto *residents = page<ResidentsPage>("residents");
    auto *list = residents == nullptr ? nullptr : residents->findChild<Table *>();
    if (list == nullptr || !waitUntil([&] { return list->model()->rowCount() > 0 && list->model()->rowCount() < 300; }))
        return failed(QStringLiteral("nobody is found by ") + how);
    rest(restForStep);
    say(QStringLiteral("%1 finds %2 by %3: %4.")
            .arg(m_doctor.name, list->model()->index(0, 0).data().toString().section(u' ', 0, 0), how, typed));
    return true;
}

bool Story::findsPeople()
{
    if (!findsBy(QStringLiteral("lxl"), QStringLiteral("pinyin initials")))
        return false;
    savePage(QStringLiteral("02-residents"));
    if (!findsBy(QStringLiteral("秀兰"), QStringLiteral("part of a name")))
        return false;
    auto *residents = page<ResidentsPage>("residents");
    const Id shown = residents->shownPatient();
    const auto patient = place().db.read([&](const Snapshot &s) { return s.get<Patient>(shown); });
    return patient && (patient->idNumber.isEmpty() ||
                       findsBy(patient->idNumber.right(4), QStringLiteral("the tail of the ID number")));
}

bool Story::registers()
{
    auto *residents = page<ResidentsPage>("residents");
    const QString first17 =
        QStringLiteral("34118119880214") + QString::number(100 + m_clock.now().ms % 800 / 2 * 2 + 1);
    const QString idNumber = first17 + idNumberCheckDigit(first17);
    residents->registerResident();
    RegisterDialog *dialog = nullptr;
    waitUntil([&] { return (dialog = residents->findChild<RegisterDialog *>()) != nullptr && dialog->isVisible(); });
    if (dialog == nullptr)
        return failed(QStringLiteral("F2 opens nothing"));
    bool done = false;
    QObject::connect(dialog, &RegisterDialog::registered, dialog, [&](Id id, const QString &) {
        m_patient = id;
        done = true;
    });
    fill(dialog, word("yigong::RegisterDialog", "ID number"), idNumber);
    fill(dialog, word("yigong::RegisterDialog", "Name"), QStringLiteral("王小明"));
    fill(dialog, word("yigong::RegisterDialog", "Phone"), QStringLiteral("13812346021"));
    fill(dialog, word("yigong::RegisterDialog", "Address"), QStringLiteral("中街 8 号"));
    if (!m_saved.isEmpty()) {
        const QString path = savePicture(dialog, m_pictures, QStringLiteral("02-register"));
        if (!path.isEmpty())
            m_saved.append(path);
    }
    if (!clicks(buttonSaying(dialog, word("yigong::RegisterDialog", "Register"))) || !waitUntil([&] { return done; }))
        return failed(QStringLiteral("the resident is not registered"));
    say(QStringLiteral("%1 registers 王小明: the ID number %2 is checked and fills birth date and sex.")
            .arg(m_doctor.name, idNumber));
    return true;
}

bool Story::sees()
{
    window().showPage(QStringLiteral("visit"), m_patient.text());
    auto *visit = qobject_cast<VisitPage *>(window().page(QStringLiteral("visit")));
    if (visit == nullptr)
        return failed(QStringLiteral("there is no visit page"));
    bool signedVisit = false;
    QObject::connect(visit, &VisitPage::visitSigned, visit, [&] { signedVisit = true; });
    if (!waitUntil([&] { return inputNamed(visit, word("yigong::VisitPage", "Complaint")) != nullptr; }))
        return failed(QStringLiteral("the visit does not open"));
    fill(visit, word("yigong::VisitPage", "Complaint"), QStringLiteral("头晕三天，活动后加重"));
    fill(visit, word("yigong::PressureField", "Systolic pressure"), QStringLiteral("164"));
    fill(visit, word("yigong::PressureField", "Diastolic pressure"), QStringLiteral("98"));
    const auto picks = [&](const QString &box, const QString &typed) {
        if (!fill(visit, box, typed))
            return;
        rest(restForStep);
        press(inputNamed(visit, box), Qt::Key_Return);
        rest(untilDialog);
    };
    picks(word("yigong::DiagnosisRow", "Add a diagnosis"), QStringLiteral("高血压"));
    picks(word("yigong::PrescriptionCard", "Add a drug"), QStringLiteral("aldp"));
    savePage(QStringLiteral("03-visit"));
    Button *sign = buttonWith(visit, Qt::Key_F12);
    inDialog(sign, [&](QWidget *dialog) { return clicks(buttonWith(dialog, Qt::Key_F12)); });
    if (!waitUntil([&] { return signedVisit; }))
        return failed(QStringLiteral("the visit is not signed"));
    say(QStringLiteral("%1 sees 王小明: 164/98, hypertension, a prescription handed out first expired first; signed.")
            .arg(m_doctor.name));
    page<Page>("pharmacy");
    savePage(QStringLiteral("05-pharmacy"));
    return true;
}

bool Story::refers()
{
    window().showPage(QStringLiteral("visit"));
    Button *refer = buttonWith(window().page(QStringLiteral("visit")), Qt::Key_F8);
    if (!clicks(refer) || window().currentKey() != u"referrals")
        return failed(QStringLiteral("F8 opens no referral"));
    auto *referrals = qobject_cast<ReferralsPage *>(window().page(QStringLiteral("referrals")));
    QObject::connect(referrals, &ReferralsPage::referralSent, referrals, [this](Id id) { m_referral = id; });
    const QString where = word("yigong::SendForm", "Where to");
    if (!waitUntil([&] {
            auto *to = qobject_cast<ComboField *>(inputNamed(referrals, where));
            return to != nullptr && to->count() > 0;
        }))
        return failed(QStringLiteral("the referral does not open"));
    auto *to = qobject_cast<ComboField *>(inputNamed(referrals, where));
    const auto above = place().db.read([&](const Snapshot &s) { return ancestorsOf(s, place().site.id); });
    if (above && !above->empty())
        to->setValue(above->back().id.text());
    fill(referrals, word("yigong::SendForm", "Reason"), QStringLiteral("血压控制不佳，请心内科诊治"));
    fill(referrals, word("yigong::SendForm", "Department"), QStringLiteral("心内科"));
    auto *allergies = qobject_cast<QLineEdit *>(inputNamed(referrals, word("yigong::SendForm", "Allergies")));
    if (allergies != nullptr && allergies->text().isEmpty())
        fill(referrals, word("yigong::SendForm", "Allergies"), QStringLiteral("无"));
    savePage(QStringLiteral("04-refer"));
    if (!clicks(buttonWith(referrals, Qt::Key_F12)) || !waitUntil([&] { return !m_referral.isNone(); }))
        return failed(QStringLiteral("the referral is not sent"));
    say(QStringLiteral("%1 refers 王小明 to %2, with the visit attached.").arg(m_doctor.name, to->currentText()));
    return true;
}

bool Story::sendsWhatWaits()
{
    rest(restForStep); // the acts are counted after the last was saved
    const qint64 waiting = m_desktop.schedule()->state().standing.actsWaiting;
    say(QStringLiteral("The line is back: %1 acts wait on the laptop.").arg(waiting));
    return synchronises();
}

bool Story::referralAct(const char *act, const std::function<bool(QWidget *)> &work)
{
    auto *referrals = qobject_cast<ReferralsPage *>(window().page(QStringLiteral("referrals")));
    const QString words = word("yigong::ReferralActs", act);
    if (!waitUntil([&] { return buttonSaying(referrals, words) != nullptr; }))
        return false;
    bool acted = false;
    QObject gone;
    QObject::connect(referrals, &ReferralsPage::acted, &gone, [&] { acted = true; });
    QAbstractButton *button = buttonSaying(referrals, words);
    if (work)
        inDialog(button, work);
    else
        clicks(button);
    return waitUntil([&] { return acted; });
}

bool Story::hospitalAnswers()
{
    const StaffEntry *doctor = somebody(StaffRole::CountyDoctor);
    if (doctor == nullptr || !signsIn(*doctor) || !synchronises())
        return false;
    const QString name = place().person.name;
    window().showPage(QStringLiteral("referrals"), m_referral.text());
    rest(restForStep);
    const QString tomorrow = m_clock.today().addDays(1).toString(Qt::ISODate);
    if (!referralAct("Accept with a date", [&](QWidget *dialog) {
            fill(dialog, word("yigong::AppointmentDialog", "Day"), tomorrow);
            fill(dialog, word("yigong::AppointmentDialog", "Time"), QStringLiteral("9:00"));
            return clicks(buttonWith(dialog, Qt::Key_F12));
        }))
        return failed(QStringLiteral("the hospital cannot accept"));
    say(QStringLiteral("%1 of the county hospital sees the referral with its visit, and accepts it for %2, 9:00.")
            .arg(name, tomorrow));
    savePage(QStringLiteral("04-referrals"));
    if (!referralAct("Has arrived"))
        return failed(QStringLiteral("the arrival is not marked"));
    say(QStringLiteral("王小明 arrives."));
    rest(restForStep);
    if (!referralAct("Note treatment", [&](QWidget *dialog) {
            fill(dialog, word("yigong::Dialog", "Reason"), QStringLiteral("动态血压监测，调整降压方案"));
            return clicks(buttonSaying(dialog, word("yigong::ReferralActs", "Note it")));
        }))
        return failed(QStringLiteral("the treatment is not noted"));
    say(QStringLiteral("%1 notes what was done: 24-hour pressure, another dose.").arg(name));
    if (!referralAct("Send back with a plan", [&](QWidget *dialog) {
            fill(dialog, word("yigong::ReturnDialog", "Diagnosis"), QStringLiteral("高血压 2 级"));
            fill(dialog, word("yigong::ReturnDialog", "Treatment"), QStringLiteral("氨氯地平 5 mg 每日一次"));
            fill(dialog, word("yigong::ReturnDialog", "Further plan"), QStringLiteral("每周测压，两周后复诊"));
            fill(dialog, word("yigong::ReturnDialog", "Day of item %1").arg(1), tomorrow);
            fill(dialog, word("yigong::ReturnDialog", "Item %1").arg(1), QStringLiteral("上门测血压"));
            return clicks(buttonWith(dialog, Qt::Key_F12));
        }))
        return failed(QStringLiteral("the plan is not sent back"));
    say(QStringLiteral("%1 sends 王小明 back down with a plan: pressure at home by %2.").arg(name, tomorrow));
    if (!edits(m_patient, QStringLiteral("王晓明"), QStringLiteral("13900007718")))
        return false;
    say(QStringLiteral("%1 meanwhile corrects the name to 王晓明 and the phone number.").arg(name));
    return synchronises();
}

bool Story::edits(Id patient, const QString &name, const QString &phone)
{
    window().showPage(QStringLiteral("residents"), patient.text());
    auto *residents = qobject_cast<ResidentsPage *>(window().page(QStringLiteral("residents")));
    rest(restForStep);
    residents->editResident();
    EditDialog *dialog = nullptr;
    waitUntil([&] { return (dialog = residents->findChild<EditDialog *>()) != nullptr && dialog->isVisible(); });
    if (dialog == nullptr)
        return failed(QStringLiteral("the record does not open for a change"));
    bool done = false;
    QObject::connect(dialog, &EditDialog::edited, dialog, [&] { done = true; });
    fill(dialog, word("yigong::EditDialog", "Name"), name);
    fill(dialog, word("yigong::EditDialog", "Phone"), phone);
    clicks(buttonSaying(dialog, word("yigong::EditDialog", "Save")));
    return waitUntil([&] { return done; }) || failed(QStringLiteral("the record is not changed"));
}

bool Story::villageEditsToo()
{
    if (!signsIn(m_doctor) || !edits(m_patient, QStringLiteral("王小铭"), QStringLiteral("13700000902")))
        return false;
    say(QStringLiteral("%1, not knowing of it, corrects the name to 王小铭 and the phone number too.")
            .arg(m_doctor.name));
    return synchronises();
}

bool Story::settles()
{
    window().showPage(QStringLiteral("sync"), QStringLiteral("conflicts"));
    auto *sync = qobject_cast<SyncPage *>(window().page(QStringLiteral("sync")));
    const auto ours = [&]() -> Result<Id> {
        return place().db.read([&](const Snapshot &s) -> Result<Id> {
            YIGONG_LET(open, openConflictsOf(s, m_patient));
            return open.empty() ? Id() : open.front().conflict.id;
        });
    };
    const auto conflict = ours();
    if (!conflict || conflict->isNone())
        return failed(QStringLiteral("the two names made no conflict"));
    sync->open(conflict->text());
    if (!waitUntil([&] {
            const ConflictCase *chosen = sync->conflicts()->chosen();
            return chosen != nullptr && chosen->state.conflict.id == *conflict;
        }))
        return failed(QStringLiteral("the conflict is not listed"));
    const ConflictCase chosen = *sync->conflicts()->chosen();
    say(QStringLiteral("The phone number settled itself; the name waits in the conflict list: %1.")
            .arg(chosen.state.values().join(QStringLiteral(" / "))));
    savePage(QStringLiteral("06-conflicts"));
    press(sync->conflicts()->list(), Qt::Key_1);
    bool settled = false;
    waitUntil([&] {
        const auto left = ours();
        settled = left && left->isNone();
        return settled;
    });
    if (!settled)
        return failed(QStringLiteral("the conflict is not settled"));
    m_settled = chosen.sides.front().value;
    say(QStringLiteral("One press settles it: %1.").arg(m_settled));
    const bool sent = synchronises();
    window().showPage(QStringLiteral("sync"), QStringLiteral("standing"));
    savePage(QStringLiteral("09-sync"));
    return sent;
}

bool Story::planArrives()
{
    const auto plan = place().db.read([&](const Snapshot &s) { return referralView(s, m_referral, m_clock.now()); });
    if (!plan || plan->activities.empty() || plan->activities.front().site != place().site.id)
        return failed(QStringLiteral("the plan has not come down"));
    window().showPage(QStringLiteral("today"));
    auto *today = window().page(QStringLiteral("today"));
    if (!waitUntil([&] { return lists(today, QStringLiteral("上门测血压")); }))
        return failed(QStringLiteral("the plan is not on the work list"));
    savePage(QStringLiteral("01-worklist-with-plan"));
    window().showPage(QStringLiteral("residents"), m_patient.text());
    savePage(QStringLiteral("02-timeline"));
    say(QStringLiteral("The hospital's plan for 王小明 is on %1's work list.").arg(m_doctor.name));
    return true;
}

bool Story::reports()
{
    const StaffEntry *manager = somebody(StaffRole::TownshipManager, m_village.left(9));
    if (manager == nullptr)
        manager = somebody(StaffRole::TownshipManager);
    if (manager == nullptr || !signsIn(*manager) || !synchronises())
        return false;
    const auto patient = place().db.read([&](const Snapshot &s) { return s.get<Patient>(m_patient); });
    if (!patient || patient->name != m_settled)
        return failed(QStringLiteral("the name is not settled at ") + place().site.name);
    say(QStringLiteral("At %1 the name is %2 as well.").arg(place().site.name, m_settled));
    auto *report = page<ReportPage>("report");
    if (report == nullptr)
        return failed(QStringLiteral("there is no report page"));
    rest(2 * restForStep);
    savePage(QStringLiteral("07-report"));
    say(QStringLiteral("%1 of %2 reads visits, prescriptions and referrals by village and month.")
            .arg(place().person.name, place().site.name));
    for (const QString &suffix : {QStringLiteral("xlsx"), QStringLiteral("pdf")}) {
        QDir().mkpath(m_pictures);
        const QString path = QDir(m_pictures).absoluteFilePath(QStringLiteral("report.") + suffix);
        bool written = false;
        QObject gone;
        QObject::connect(report, &ReportPage::fileWritten, &gone, [&] { written = true; });
        report->writeTo(path);
        if (!waitUntil([&] { return written; }))
            return failed(QStringLiteral("the report is not written as ") + suffix);
        m_saved.append(path);
    }
    say(QStringLiteral("%1 exports it as a workbook and as PDF.").arg(place().person.name));
    return true;
}

} // namespace

int playStory(const DesktopOptions &options, const QString &pictures)
{
    Story story(options, pictures);
    const bool played = story.play();
    story.endsWithPaths();
    return played ? 0 : 1;
}

} // namespace yigong
