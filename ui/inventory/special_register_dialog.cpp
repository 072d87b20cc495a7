// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inventory/special_register_dialog.h"
#include "core/security/audit.h"
#include "ui/inventory/register_files.h"
#include "ui/inventory/stock_dialogs.h"
#include "ui/shell/words.h"

#include <QFileDialog>
#include <QPrintDialog>
#include <QPrinter>

namespace yigong {

namespace {

enum RegisterColumn
{
    WhenColumn,
    WhatColumn,
    WithColumn,
    LotsColumn,
    ChangeColumn,
    LeftColumn,
    SignedColumn
};

Cell registerCell(const SpecialEntry &entry, int column, Instant now)
{
    switch (column) {
    case WhenColumn:
        return Cell({plain(momentOf(entry.at, now))}, {small(entry.drugName)});
    case WhatColumn:
        return Cell({bold(registerWord(entry))}, {small(entry.reason)});
    case WithColumn:
        return Cell(
            {plain(entry.counterparty), small(entry.number)},
            {small(entry.prescriber.isEmpty() ? QString()
                                              : SpecialRegisterDialog::tr("prescribed by %1").arg(entry.prescriber))});
    case LotsColumn:
        return Cell({plain(entry.lot)}, {small(entry.expiry.toString(Qt::ISODate))});
    case ChangeColumn: {
        Cell cell({bold(signedUnits(entry.change))});
        cell.align = Qt::AlignRight;
        return cell;
    }
    case LeftColumn: {
        Cell cell({plain(QString::number(entry.ofBatch.units))},
                  {small(SpecialRegisterDialog::tr("all lots %1").arg(entry.ofDrug.units))});
        cell.align = Qt::AlignRight;
        return cell;
    }
    default:
        return entry.second.isEmpty()
                   ? Cell({plain(entry.first)}, {small(SpecialRegisterDialog::tr("one signature"), Token::Warn)})
                   : Cell({plain(entry.first)}, {small(entry.second, Token::Text)});
    }
}

} // namespace

SpecialRegisterDialog::SpecialRegisterDialog(Workplace &place, const QStringList &drugs, QWidget *parent)
    : Dialog(tr("Register of special drugs"), parent), m_place(place)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWidthSp(1180);
    body()->addWidget(makeFilters(drugs));
    m_model = new PagedModel<SpecialEntry>(
        {{tr("When"), 190},
         {tr("What"), 130},
         {tr("From or to"), 0},
         {tr("Lot"), 120},
         {tr("In or out"), 90, Qt::AlignRight},
         {tr("Left of the lot"), 120, Qt::AlignRight},
         {tr("Signed by"), 130}},
        [this](const SpecialEntry &entry, int column) { return registerCell(entry, column, m_place.clock.now()); },
        this);
    m_table = new Table(tr("Register of special drugs"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Box, tr("Nothing moved in these days"),
                                        tr("Narcotics and class I psychotropics stand here with both signatures."),
                                        nullptr, m_table));
    setFixedSizeSp(m_table, 0, 400);
    body()->addWidget(m_table);
    addReject(tr("Close"));
    auto *out = new Button(tr("Take out"), ButtonKind::Normal, Icon::Export, QKeySequence(Qt::CTRL | Qt::Key_E), this);
    connect(out, &QPushButton::clicked, this, &SpecialRegisterDialog::exportFile);
    addButton(out);
    auto *paper = new Button(tr("Print"), ButtonKind::Primary, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), this);
    connect(paper, &QPushButton::clicked, this, &SpecialRegisterDialog::print);
    addButton(paper);
    m_table->setFocus();
    read();
}

QWidget *SpecialRegisterDialog::makeFilters(const QStringList &drugs)
{
    auto *box = new QWidget(this);
    auto *row = makeRow(8);
    box->setLayout(row);
    Options options{{QStringLiteral("all"), tr("All narcotics and class I psychotropics")}};
    for (const QString &code : drugs) {
        const Drug *drug = m_place.codes.drugs().find(code);
        options.append({code, drug != nullptr ? drug->title() : code});
    }
    m_drug = new ComboField(tr("Drug"), options, box);
    m_drug->setValue(QStringLiteral("all"));
    const QDate today = m_place.clock.today();
    m_from = new DateField(tr("From"), box);
    m_until = new DateField(tr("Until"), box);
    for (DateField *day : {m_from, m_until}) {
        day->setToday(today);
        day->setRange(std::nullopt, today);
        day->setWidthSp(140);
        connect(day, &QLineEdit::editingFinished, this, &SpecialRegisterDialog::read);
    }
    m_from->setDate(today.addMonths(-1));
    m_until->setDate(today);
    connect(m_drug, &ComboField::chosen, this, &SpecialRegisterDialog::read);
    row->addWidget(m_drug, 1);
    row->addWidget(new Label(tr("From"), TextStyle::Body, Token::Text2, box));
    row->addWidget(m_from);
    row->addWidget(new Label(tr("Until"), TextStyle::Body, Token::Text2, box));
    row->addWidget(m_until);
    return box;
}

void SpecialRegisterDialog::read()
{
    const QDate today = m_place.clock.today();
    const QDate from = m_from->date().value_or(today.addMonths(-1)), until = m_until->date().value_or(today);
    const QString drug = m_drug->value() == u"all" ? QString() : m_drug->value();
    const auto asked = m_question.ask();
    whenReady(m_place.db.readLater([actor = m_place.actor, drug, from, until](const Snapshot &snapshot) {
        return specialRegister(snapshot, actor, actor.site, drug, from, until);
    }),
              this, [this, asked](const Result<std::vector<SpecialEntry>> &found) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!found)
                      return Q_EMIT failed(found.error());
                  m_entries = *found;
                  m_model->setRows(m_entries);
                  Q_EMIT listed(static_cast<int>(m_entries.size()));
              });
}

QString SpecialRegisterDialog::spanWords() const
{
    return tr("%1, %2, %3 to %4").arg(m_place.site.name, m_drug->currentText(), m_from->text(), m_until->text());
}

void SpecialRegisterDialog::print()
{
    QPrinter printer(QPrinter::HighResolution);
    QPrintDialog choice(&printer, this);
    if (choice.exec() != QDialog::Accepted)
        return;
    printRegister(m_entries, spanWords(), printer);
    note(m_place.db, m_place.actor, AuditKind::Printed, QStringLiteral("special-register"),
         static_cast<qint64>(m_entries.size()));
}

void SpecialRegisterDialog::exportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Where to?"), tr("register") + QStringLiteral(".xlsx"),
                                                      QStringLiteral("*.xlsx;;*.csv"));
    if (path.isEmpty())
        return;
    const auto done = writeRegister(m_place.db, m_place.actor, m_entries, spanWords(), path);
    if (!done)
        return Q_EMIT failed(done.error());
    Q_EMIT toastRequested(tr("Taken out to %1").arg(path));
}

} // namespace yigong
