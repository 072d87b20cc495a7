// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inventory/pharmacy_page.h"
#include "core/encounters/visit.h"
#include "core/inventory/count.h"
#include "ui/encounters/spoken.h"
#include "ui/inventory/special_register_dialog.h"
#include "ui/inventory/stock_dialogs.h"
#include "ui/reports/report_chart_view.h"
#include "ui/shell/second_signature_dialog.h"
#include "ui/shell/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_head.h"

namespace yigong {
namespace {

const QString allGroup = QStringLiteral("all");
const QString dueGroup = QStringLiteral("due");
const QString expiryGroup = QStringLiteral("expiry");
const QString emptyGroup = QStringLiteral("empty");

enum
{
    DrugColumn,
    LotColumn,
    ExpiryColumn,
    UnitsColumn,
    StateColumn
};

} // namespace

PharmacyPage::PharmacyPage(Workplace &place, QWidget *parent) : Page(parent), m_place(place)
{
    build();
    read();
}

void PharmacyPage::build()
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_head = new PageHead(tr("Pharmacy"), this);
    auto *count = new Button(tr("Count"), ButtonKind::Normal, Icon::Todo, {}, this);
    count->setKeyCap(QStringLiteral("Enter"));
    count->setVisible(m_place.may(Door::CountStock));
    connect(count, &QPushButton::clicked, this, [this] { this->count(m_table->currentRow()); });
    m_head->addAction(count);
    auto *off =
        new Button(tr("Take off the shelf"), ButtonKind::Normal, Icon::Box, QKeySequence(Qt::CTRL | Qt::Key_D), this);
    off->setVisible(m_place.may(Door::CountStock));
    connect(off, &QPushButton::clicked, this, &PharmacyPage::takeOff);
    m_head->addAction(off);
    auto *book =
        new Button(tr("Special register"), ButtonKind::Normal, Icon::Report, QKeySequence(Qt::CTRL | Qt::Key_R), this);
    book->setVisible(m_place.may(Door::ReadStock) && m_place.may(Door::ReadPatient));
    connect(book, &QPushButton::clicked, this, &PharmacyPage::openRegister);
    m_head->addAction(book);
    auto *receive = new Button(tr("Take in a delivery"), ButtonKind::Primary, Icon::Truck,
                               QKeySequence(Qt::CTRL | Qt::Key_N), this);
    receive->setVisible(m_place.may(Door::ReceiveStock));
    connect(receive, &QPushButton::clicked, this, &PharmacyPage::receive);
    m_head->addAction(receive);
    column->addWidget(m_head);
    m_group = new Segments(groups(), tr("Which"), this);
    m_group->setValue(allGroup);
    connect(m_group, &Segments::chosen, this, &PharmacyPage::showRows);
    auto *filters = makeRow(8);
    filters->addWidget(m_group);
    filters->addStretch(1);
    column->addLayout(filters);
    auto *row = makeRow(12);
    column->addLayout(row, 1);
    m_model = new PagedModel<BatchBalance>(
        {{tr("Drug"), 0},
         {tr("Lot"), 120},
         {tr("Expiry"), 246},
         {tr("On the ledger"), 100, Qt::AlignRight},
         {tr("State"), 124}},
        [this](const BatchBalance &batch, int at) { return cellOf(batch, at); }, this);
    m_table = new Table(tr("Batches"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Box, tr("No batch here"),
                                        tr("Deliveries that are taken in (Ctrl+N) stand here by drug and lot."),
                                        nullptr, m_table));
    connect(m_table, &Table::rowActivated, this, &PharmacyPage::count);
    row->addWidget(m_table, 1);
    auto *card = new Card(tr("Stock by expiry"), tr("at cost, yuan"), this);
    m_chart = new ReportChartView(card);
    setFixedSizeSp(m_chart, 0, 220);
    card->body()->addWidget(m_chart);
    card->body()->addStretch(1);
    setFixedSizeSp(card, 384, 0);
    row->addWidget(card);
}

void PharmacyPage::open(const QVariant &argument)
{
    const QString group = argument.toString();
    m_wanted = Id::parse(group).value_or(Id());
    m_group->setValue(!m_wanted.isNone() || group == dueGroup ? dueGroup : group == expiryGroup ? group : allGroup);
    read();
}

void PharmacyPage::read()
{
    const auto asked = m_question.ask();
    auto batches = m_place.db.readLater(
        [actor = m_place.actor](const Snapshot &snapshot) { return stockAt(snapshot, actor, actor.site); });
    whenReady(batches, this, [this, asked](Result<std::vector<BatchBalance>> found) {
        if (!m_question.isLatest(asked))
            return;
        if (!found)
            return Q_EMIT failed(found.error());
        show(std::move(*found));
    });
}

void PharmacyPage::show(std::vector<BatchBalance> batches)
{
    m_batches = std::move(batches);
    const QString group = m_group->value();
    m_group->setOptions(groups());
    m_group->setValue(group);
    m_head->setScope({m_place.site.name, tr("%n batch(es)", nullptr, countOf(allGroup)),
                      tr("%n to be counted", nullptr, countOf(dueGroup))});
    showRows();
    showChart();
    countWanted();
}

/// Somebody came here to count that batch.
void PharmacyPage::countWanted()
{
    if (m_wanted.isNone())
        return;
    const Id wanted = std::exchange(m_wanted, Id());
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (const BatchBalance *batch = m_model->row(row); batch != nullptr && batch->batch.id == wanted) {
            m_table->setCurrentRow(row);
            return count(row);
        }
}

Options PharmacyPage::groups() const
{
    const auto option = [this](const QString &key, const QString &word) {
        return Option{key, word + u' ' + QString::number(countOf(key))};
    };
    return {option(allGroup, tr("On the shelf")), option(dueGroup, tr("To count")),
            option(expiryGroup, tr("Near expiry")), option(emptyGroup, tr("Used up"))};
}

bool PharmacyPage::isIn(const BatchBalance &batch, const QString &group) const
{
    const bool counts = batch.isNegative() || batch.standing.countDue();
    if (group == dueGroup)
        return counts;
    if (group == expiryGroup)
        return batch.units().units > 0 && expiryTierOn(batch.batch.expiry, m_place.clock.today()) != ExpiryTier::Later;
    return (batch.units().units == 0 && !counts) == (group == emptyGroup);
}

int PharmacyPage::countOf(const QString &group) const
{
    return static_cast<int>(std::count_if(m_batches.begin(), m_batches.end(),
                                          [&](const BatchBalance &batch) { return isIn(batch, group); }));
}

void PharmacyPage::showRows()
{
    const BatchBalance *before = m_model->row(m_table->currentRow());
    const Id wanted = before != nullptr ? before->batch.id : Id();
    std::vector<BatchBalance> shown;
    int current = 0;
    for (const BatchBalance &batch : m_batches) {
        if (!isIn(batch, m_group->value()))
            continue;
        if (batch.batch.id == wanted)
            current = static_cast<int>(shown.size());
        shown.push_back(batch);
    }
    const int count = static_cast<int>(shown.size());
    m_model->setRows(std::move(shown));
    if (count > 0)
        m_table->setCurrentRow(current);
    Q_EMIT listed(count);
}

void PharmacyPage::showChart()
{
    ReportChart chart;
    chart.labels = {tr("expired"), tr("1 month"), tr("3 months"), tr("6 months"), tr("later")};
    chart.isMoney = true;
    ReportChart::Series series;
    series.values.assign(5, 0);
    for (const BatchBalance &batch : m_batches) {
        if (batch.units().units <= 0)
            continue;
        const auto tier = static_cast<std::size_t>(expiryTierOn(batch.batch.expiry, m_place.clock.today()));
        series.values[tier] += costOf(batch.units(), batch.batch.packCost, batch.batch.unitsPerPack).fen;
    }
    chart.series.push_back(series);
    m_chart->setData(chart, true);
}

QString PharmacyPage::drugTitle(const QString &code) const
{
    const Drug *drug = m_place.codes.drugs().find(code);
    return drug != nullptr ? drug->title() : code;
}

QString PharmacyPage::unitOf(const QString &code) const
{
    const Drug *drug = m_place.codes.drugs().find(code);
    return drug != nullptr ? drug->unit : QString();
}

ChipSpec PharmacyPage::expiryChip(const BatchBalance &batch) const
{
    switch (expiryTierOn(batch.batch.expiry, m_place.clock.today())) {
    case ExpiryTier::Expired:
        return {ChipKind::Danger, tr("expired"), Icon::Stop};
    case ExpiryTier::WithinOneMonth:
        return {ChipKind::Danger, tr("within 1 month"), Icon::Clock};
    case ExpiryTier::WithinThreeMonths:
        return {ChipKind::Warn, tr("within 3 months"), Icon::Clock};
    case ExpiryTier::WithinSixMonths:
        return {ChipKind::Plain, tr("within 6 months"), Icon::Clock};
    case ExpiryTier::Later:
        return {};
    }
    return {};
}

Cell PharmacyPage::cellOf(const BatchBalance &batch, int column) const
{
    const StockBatch &lot = batch.batch;
    const Drug *drug = m_place.codes.drugs().find(lot.drug);
    switch (column) {
    case DrugColumn: {
        Runs below{small(drug != nullptr ? drug->pack : QString())};
        if (drug != nullptr && drug->special != SpecialClass::None)
            below.append(small(specialClassWord(drug->special), needsTwo(drug->special) ? Token::Danger : Token::Warn));
        return Cell({bold(drugTitle(lot.drug))}, below);
    }
    case LotColumn:
        return Cell({plain(lot.lot)},
                    {small(lot.packCost.fen > 0 ? tr("%1 a pack").arg(lot.packCost.yuan()) : QString())});
    case ExpiryColumn:
        return Cell({plain(lot.expiry.isValid() ? lot.expiry.toString(Qt::ISODate) : tr("not known"))}, {},
                    batch.units().units > 0 ? expiryChip(batch) : ChipSpec{});
    case UnitsColumn: {
        const Token tone = batch.isNegative() ? Token::Danger : Token::Text;
        Cell cell({bold(signedUnits(batch.units()).remove(u'+'), tone), unit(unitOf(lot.drug))});
        cell.align = Qt::AlignRight;
        return cell;
    }
    default:
        if (batch.isNegative() || batch.standing.countDue())
            return Cell::ofChip({ChipKind::Warn, tr("count to be made"), Icon::Todo});
        if (lot.onHold)
            return Cell::ofChip({ChipKind::Danger, tr("on hold"), Icon::Lock});
        return {};
    }
}

template <typename T, typename Say> void PharmacyPage::writes(const QFuture<Result<T>> &done, Say say)
{
    whenReady(done, this, [this, say = std::move(say)](const Result<T> &answer) {
        if (!answer)
            return Q_EMIT failed(answer.error());
        read();
        Q_EMIT dataChanged();
        Q_EMIT written();
        Q_EMIT toastRequested(say(*answer));
    });
}

void PharmacyPage::underSignatures(const StockBatch &batch, const QString &what,
                                   std::function<void(const std::optional<SecondSignature> &)> goOn)
{
    const auto asked =
        m_place.db.readLater([batch](const Snapshot &s) { return specialClassOf(s, batch, civilDay(s.now())); });
    whenReady(asked, this, [this, what, goOn = std::move(goOn)](const Result<SpecialClass> &special) {
        if (!special)
            return Q_EMIT failed(special.error());
        if (!needsTwo(*special))
            return goOn({});
        (new SecondSignatureDialog(
             m_place, what, [goOn](const SecondSignature &second) { goOn(second); }, this))
            ->open();
    });
}

void PharmacyPage::receive()
{
    ReceiveDialog dialog(m_place.codes, m_place.clock.today(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const Receipt receipt = dialog.receipt();
    const ReceiptLine &line = receipt.lines.front();
    const QString drug = drugTitle(line.drug);
    StockBatch batch;
    batch.drug = line.drug;
    const qint64 units = line.packs * line.unitsPerPack + line.units.units;
    underSignatures(
        batch, tr("Taken in: %1, lot %2, %3 %4").arg(drug, line.lot).arg(units).arg(unitOf(line.drug)),
        [this, receipt, drug](const std::optional<SecondSignature> &second) {
            writes(m_place.db.writeLater(
                       m_place.actor, [receipt, second](Transaction &tx) { return receiveStock(tx, receipt, second); }),
                   [drug](const Received &) { return tr("%1 is on the shelf.").arg(drug); });
        });
}

void PharmacyPage::count(int row)
{
    const BatchBalance *found = m_model->row(row);
    if (found == nullptr || !m_place.may(Door::CountStock))
        return;
    const BatchBalance batch = *found;
    const QString unit = unitOf(batch.batch.drug);
    CountDialog dialog(batch, drugTitle(batch.batch.drug), unit, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto go = [this, unit, id = batch.batch.id, counted = dialog.counted(),
                     reason = dialog.reason()](const std::optional<SecondSignature> &second) {
        writes(m_place.db.writeLater(m_place.actor,
                                     [id, counted, reason, second](Transaction &tx) {
                                         return countBatch(tx, id, counted, reason, second);
                                     }),
               [unit](const Counted &done) {
                   return tr("Counted. Difference to the ledger: %1 %2")
                       .arg(signedUnits(done.difference.difference()), unit);
               });
    };
    underSignatures(batch.batch,
                    tr("Counted: %1, lot %2, %3 %4 on the shelf")
                        .arg(drugTitle(batch.batch.drug), batch.batch.lot)
                        .arg(dialog.counted().units)
                        .arg(unit),
                    go);
}

void PharmacyPage::takeOff()
{
    const BatchBalance *found = m_model->row(m_table->currentRow());
    if (found == nullptr || found->units().units <= 0)
        return;
    const BatchBalance batch = *found;
    const QString drug = drugTitle(batch.batch.drug), unit = unitOf(batch.batch.drug);
    TakeOffDialog dialog(batch, drug, unit, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto go = [this, drug, id = batch.batch.id, amount = dialog.amount(), reason = dialog.reason(),
                     supplier = dialog.supplier()](const std::optional<SecondSignature> &second) {
        writes(m_place.db.writeLater(m_place.actor,
                                     [=](Transaction &tx) {
                                         return supplier ? returnToSupplier(tx, id, amount, *supplier, reason, second)
                                                         : recordLoss(tx, id, amount, reason, second);
                                     }),
               [drug](const Id &) { return tr("%1 is off the shelf.").arg(drug); });
    };
    const QString what =
        dialog.supplier() ? tr("Sent back to %5: %1, lot %2, %3 %4") : tr("Destroyed: %1, lot %2, %3 %4");
    const QString words = what.arg(drug, batch.batch.lot).arg(dialog.amount().units).arg(unit);
    underSignatures(batch.batch, dialog.supplier() ? words.arg(*dialog.supplier()) : words, go);
}

void PharmacyPage::openRegister()
{
    QStringList drugs;
    for (const BatchBalance &batch : m_batches)
        if (!drugs.contains(batch.batch.drug))
            drugs.append(batch.batch.drug);
    auto *dialog = new SpecialRegisterDialog(m_place, drugs, this);
    connect(dialog, &SpecialRegisterDialog::failed, this, &PharmacyPage::failed);
    connect(dialog, &SpecialRegisterDialog::toastRequested, this,
            [this](const QString &words) { Q_EMIT toastRequested(words); });
    dialog->open();
}

} // namespace yigong
