// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/log_view.h"
#include "core/patients/patient_text.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "ui/oversight/audit_words.h"
#include "ui/oversight/log_files.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/table.h"

#include <QFileDialog>
#include <QPrintDialog>
#include <QPrinter>

namespace yigong {

namespace {

constexpr int entriesShown = 300, entriesExported = 1000, peopleListed = 12;

enum LogColumn
{
    AtColumn,
    WhoColumn,
    DoneColumn,
    AboutColumn,
    BasisColumn,
    WhereColumn
};

Cell logCell(const NamedAuditRow &one, int column, Instant now)
{
    const AuditEntry &entry = one.row.entry;
    switch (column) {
    case AtColumn:
        return Cell({plain(dayOf(civilDay(entry.at), civilDay(now)))}, {small(civilTime(entry.at))});
    case WhoColumn:
        return Cell({bold(one.who.isEmpty() ? LogView::tr("nobody signed in") : one.who)},
                    {small(roleWord(static_cast<StaffRole>(entry.role))), small(one.siteName)});
    case DoneColumn:
        return Cell({plain(whatWasDone(entry))});
    case AboutColumn:
        if (entry.patient.isNone())
            return {};
        return Cell({plain(one.residentName.isEmpty() ? LogView::tr("a resident") : maskedName(one.residentName))},
                    {small(one.row.entry.patient.text().right(8))});
    case BasisColumn:
        return Cell::text(basisWord(static_cast<Basis>(entry.basis)),
                          entry.basis == static_cast<int>(Basis::BreakGlass) ? Token::Warn : Token::Text2);
    default:
        return Cell::text(one.deviceName.isEmpty() ? LogView::tr("this computer") : one.deviceName, Token::Text2);
    }
}

Result<Suggestions> peopleLike(const Snapshot &snapshot, const QString &typed)
{
    Suggestions found;
    YIGONG_LET(staff, staffOf(snapshot));
    for (const Practitioner &person : staff) {
        if (found.size() >= peopleListed)
            break;
        if (!person.name.contains(typed) && !person.login.startsWith(typed, Qt::CaseInsensitive))
            continue;
        const QString role = roleWord(static_cast<StaffRole>(person.role));
        found.append({person.id.text(), person.name, Cell({plain(person.name), small(person.login), small(role)})});
    }
    return found;
}

Result<Suggestions> placesLike(const Snapshot &snapshot, const QString &typed)
{
    Suggestions found;
    YIGONG_LET(sites, allSites(snapshot));
    for (const Site &site : sites)
        if (found.size() < peopleListed && (site.name.contains(typed) || site.code.startsWith(typed)))
            found.append({site.id.text(), site.name, Cell({plain(site.name), small(site.code)})});
    return found;
}

/// A box that finds among what the store knows.
SuggestBox *finder(const QString &name, const QString &placeholder, Database &db,
                   Result<Suggestions> (*find)(const Snapshot &, const QString &), QWidget *parent)
{
    auto *box = new SuggestBox(name, parent);
    box->setPlaceholderText(placeholder);
    box->setWidthSp(150);
    box->setSourceLater([&db, find](const QString &typed) {
        return db.readLater([find, typed](const Snapshot &snapshot) { return find(snapshot, typed); })
            .then(QtFuture::Launch::Sync,
                  [](const Result<Suggestions> &found) { return found.value_or(Suggestions()); });
    });
    return box;
}

Id pickedId(const SuggestBox *box)
{
    return Id::parse(box->pickedKey().toString()).value_or(Id());
}

} // namespace

LogView::LogView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_model(new PagedModel<NamedAuditRow>(
          {{tr("When"), 120},
           {tr("Who"), 200},
           {tr("What"), 0},
           {tr("Resident"), 130},
           {tr("Basis"), 140},
           {tr("Computer"), 170}},
          [this](const NamedAuditRow &one, int column) { return logCell(one, column, m_workplace.clock.now()); }, this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    column->addWidget(makeFilters());
    m_here = new Banner(BannerKind::Warn, {}, this);
    m_here->hide();
    column->addWidget(m_here);
    m_table = new Table(tr("Log"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Shield, tr("Nothing of that in the log"),
                                        tr("Other days, or fewer conditions."), nullptr, m_table));
    column->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    column->addWidget(m_count);
    connect(m_table, &Table::currentRowChanged, this, [this] {
        const NamedAuditRow *one = chosen();
        m_only->setEnabled(!m_onlyResident.isNone() || (one != nullptr && !one->row.entry.patient.isNone()));
    });
    m_only->setEnabled(false);
}

QWidget *LogView::makeFilters()
{
    auto *box = new QWidget(this);
    auto *rows = makeColumn(8);
    box->setLayout(rows);
    auto *first = makeRow(8);
    auto *second = makeRow(8);
    rows->addLayout(first);
    rows->addLayout(second);
    m_person = finder(tr("Person"), tr("person"), m_workplace.db, &peopleLike, box);
    m_site = finder(tr("Site"), tr("site"), m_workplace.db, &placesLike, box);
    m_kind = new ComboField(tr("What was done"), auditKindOptions(), box);
    m_basis = new ComboField(tr("Basis"), basisOptions(), box);
    m_from = new DateField(tr("From"), box);
    m_until = new DateField(tr("Until"), box);
    const QDate today = m_workplace.clock.today();
    for (DateField *day : {m_from, m_until}) {
        day->setToday(today);
        day->setWidthSp(120);
    }
    m_from->setDate(today.addDays(-6));
    m_until->setDate(today);
    m_resident = new Field(tr("Resident's ID or record number"), box);
    m_resident->setPlaceholderText(tr("who looked at them: ID or record number"));
    m_resident->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_resident->setWidthSp(300);
    auto *look = new Button(tr("Look"), ButtonKind::Primary, Icon::Search, QKeySequence(Qt::Key_F12), box);
    m_only =
        new Button(tr("Only this resident"), ButtonKind::Normal, Icon::User, QKeySequence(Qt::ALT | Qt::Key_O), box);
    auto *paper = new Button(tr("Print"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), box);
    auto *file = new Button(tr("Export"), ButtonKind::Normal, Icon::Export, QKeySequence(Qt::CTRL | Qt::Key_E), box);
    for (QWidget *part : std::initializer_list<QWidget *>{m_person, m_site, m_kind, m_basis, m_from, m_until})
        first->addWidget(part);
    first->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_resident, look, m_only})
        second->addWidget(part);
    second->addStretch(1);
    second->addWidget(paper);
    second->addWidget(file);
    connect(look, &QPushButton::clicked, this, &LogView::refresh);
    connect(m_kind, &ComboField::chosen, this, &LogView::refresh);
    connect(m_basis, &ComboField::chosen, this, &LogView::refresh);
    connect(m_person, &SuggestBox::picked, this, &LogView::refresh);
    connect(m_site, &SuggestBox::picked, this, &LogView::refresh);
    connect(m_resident, &QLineEdit::textEdited, this, [this] { m_onlyResident = {}; });
    connect(m_only, &QPushButton::clicked, this, &LogView::restrictToChosen);
    connect(paper, &QPushButton::clicked, this, &LogView::print);
    connect(file, &QPushButton::clicked, this, &LogView::pickFile);
    return box;
}

AuditQuestion LogView::question(int limit) const
{
    AuditQuestion question;
    question.limit = limit;
    AuditFilter &filter = question.filter;
    if (!m_person->text().trimmed().isEmpty())
        filter.practitioner = pickedId(m_person);
    if (!m_site->text().trimmed().isEmpty())
        filter.site = pickedId(m_site);
    filter.patient = m_onlyResident;
    filter.device = m_onlyDevice;
    if (!m_kind->value().isEmpty())
        filter.kind = static_cast<AuditKind>(m_kind->value().toInt());
    if (!m_basis->value().isEmpty())
        filter.basis = static_cast<Basis>(m_basis->value().toInt());
    if (const auto from = m_from->date())
        filter.from = startOf(*from);
    if (const auto until = m_until->date())
        filter.until = startOf(until->addDays(1));
    if (m_onlyResident.isNone())
        question.resident = m_resident->text().trimmed();
    return question;
}

QFuture<Result<LogReport>> LogView::asked(const AuditQuestion &question, bool atHub)
{
    if (!atHub)
        return m_workplace.db.readLater(
            [actor = m_workplace.actor, question](const Snapshot &snapshot) -> Result<LogReport> {
                LogReport report;
                report.numberUnknown = !question.resident.isEmpty(); // the hub knows the county's residents
                if (report.numberUnknown)
                    return report;
                YIGONG_LET(page, auditPage(snapshot, actor, question.filter, question.limit, question.offset));
                report.more = page.more;
                YIGONG_LET(rows, withNames(snapshot, std::move(page.rows), {}));
                report.rows = std::move(rows);
                return report;
            });
    return m_workplace.askHub(QStringLiteral("audit"), cborOf(question))
        .then(QtFuture::Launch::Sync,
              [&db = m_workplace.db, question](const Result<QCborMap> &answer) -> Result<LogReport> {
                  if (!answer)
                      return fail(Error(answer.error()));
                  YIGONG_LET(found, auditAnswerFrom(*answer));
                  LogReport report;
                  report.more = found.page.more;
                  report.numberUnknown = !question.resident.isEmpty() && found.resident.isNone();
                  YIGONG_LET(rows, db.read([&found](const Snapshot &snapshot) {
                      return withNames(snapshot, std::move(found.page.rows), found.residents);
                  }));
                  report.rows = std::move(rows);
                  return report;
              });
}

void LogView::refresh()
{
    const auto current = m_question.ask();
    const AuditQuestion wanted = question(entriesShown);
    whenReady(asked(wanted, true), this, [this, current, wanted](Result<LogReport> report) {
        if (!m_question.isLatest(current))
            return;
        if (report || report.error().kind == ErrorKind::OutOfScope)
            return takeReport(std::move(report), true);
        m_here->setSentence({bold(tr("Only the log of this computer.")), plain(sentence(report.error()))});
        whenReady(asked(wanted, false), this, [this, current](Result<LogReport> own) {
            if (m_question.isLatest(current))
                takeReport(std::move(own), false);
        });
    });
}

void LogView::takeReport(Result<LogReport> report, bool atHub)
{
    m_here->setVisible(!atHub);
    if (!report)
        return Q_EMIT failed(report.error());
    m_report = std::move(*report);
    m_resident->setState(m_report.numberUnknown ? FieldState::Error : FieldState::Normal);
    const int count = static_cast<int>(m_report.rows.size());
    m_model->setRows(m_report.rows);
    if (count > 0)
        m_table->setCurrentRow(0);
    m_count->setText(m_report.numberUnknown ? tr("No resident has this number.")
                     : m_report.more        ? tr("The newest %n; there are more", nullptr, count)
                                            : tr("%n entry(s)", nullptr, count));
}

void LogView::askAboutResident(const QString &number)
{
    m_onlyResident = {};
    m_resident->setText(number);
    refresh();
}

const NamedAuditRow *LogView::chosen() const
{
    return m_model->row(m_table->currentRow());
}

void LogView::restrictToChosen()
{
    const NamedAuditRow *one = chosen();
    const bool alone = !m_onlyResident.isNone();
    m_onlyResident = alone || one == nullptr ? Id() : one->row.entry.patient;
    m_only->setText(m_onlyResident.isNone() ? tr("Only this resident") : tr("All residents"));
    m_resident->clear();
    refresh();
}

QStringList LogView::filterWords() const
{
    QStringList words;
    for (const auto &[word, value] : {std::pair{tr("Person"), m_person->text()},
                                      {tr("Site"), m_site->text()},
                                      {tr("From"), m_from->text()},
                                      {tr("Until"), m_until->text()}})
        if (!value.trimmed().isEmpty())
            words.append(word + u' ' + value);
    if (!m_onlyResident.isNone() || !m_resident->text().isEmpty())
        words.append(tr("one resident"));
    return words;
}

void LogView::pickFile()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the log"), tr("log.xlsx"), tr("Excel (*.xlsx);;CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path);
}

void LogView::exportTo(const QString &path)
{
    const AuditQuestion wanted = question(entriesExported);
    const bool atHub = m_here->isHidden();
    whenReady(asked(wanted, atHub), this, [this, path](const Result<LogReport> &report) {
        if (!report)
            return Q_EMIT failed(report.error());
        // On a thread of the store's own, which it waits for before it closes; it notes that something left.
        whenReady(m_workplace.db.readLater(
                      [&db = m_workplace.db, actor = m_workplace.actor, rows = report->rows, path,
                       words = filterWords()](const Snapshot &) { return writeLog(db, actor, rows, words, path); }),
                  this, [this, path](const Result<void> &written) {
                      if (!written)
                          return Q_EMIT failed(written.error());
                      Q_EMIT exported(path);
                  });
    });
}

void LogView::print()
{
    QPrinter printer(QPrinter::HighResolution);
    QPrintDialog choice(&printer, this);
    if (choice.exec() != QDialog::Accepted)
        return;
    printLog(m_report.rows, filterWords(), printer);
    note(m_workplace.db, m_workplace.actor, AuditKind::Printed, QStringLiteral("audit-log"),
         static_cast<qint64>(m_report.rows.size()), m_onlyResident);
}

} // namespace yigong
