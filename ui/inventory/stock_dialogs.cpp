// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inventory/stock_dialogs.h"

namespace yigong {
namespace {

Suggestions drugsLike(const Catalogue &codes, const QString &typed)
{
    Suggestions found;
    for (const Drug *drug : codes.drugs().search(typed, 12))
        if (drug->isComplete())
            found.append({drug->code, drug->title(), Cell({plain(drug->title()), small(drug->pack)})});
    return found;
}

} // namespace

QString signedUnits(Quantity quantity)
{
    if (quantity.units < 0)
        return QChar(0x2212) + QString::number(-quantity.units);
    return (quantity.units > 0 ? QStringLiteral("+") : QString()) + QString::number(quantity.units);
}

ReceiveDialog::ReceiveDialog(const Catalogue &codes, QDate today, QWidget *parent)
    : Dialog(tr("Take in a delivery"), parent), m_codes(codes), m_drug(new SuggestBox(tr("Drug"), this)),
      m_lot(new Field(tr("Lot"), this)), m_expiry(new DateField(tr("Expiry"), this)),
      m_packs(new NumberField(tr("Packs"), 0, this)), m_loose(new NumberField(tr("Loose units"), 0, this)),
      m_cost(new NumberField(tr("Cost of a pack"), 2, this)), m_supplier(new Field(tr("Supplier"), this)),
      m_number(new Field(tr("Delivery note"), this))
{
    setWidthSp(560);
    m_drug->setPlaceholderText(tr("initials, like aldp"));
    m_drug->setSource([this](const QString &typed) { return drugsLike(m_codes, typed); });
    m_expiry->setToday(today);
    m_expiry->setRange(today, today.addYears(10));
    m_packs->setRange(0, 100'000);
    m_loose->setRange(0, 1'000'000);
    addForm({{tr("Drug"), m_drug},
             {tr("Lot"), m_lot},
             {tr("Expiry"), m_expiry},
             {tr("Packs"), m_packs},
             {tr("Loose units"), m_loose},
             {tr("Cost of a pack"), m_cost},
             {tr("Supplier"), m_supplier},
             {tr("Delivery note"), m_number}});
    addReject(tr("Not yet"));
    auto *take = new Button(tr("Take in"), ButtonKind::Primary, Icon::Truck, QKeySequence(Qt::Key_F12), this);
    addButton(take);
    connect(take, &QPushButton::clicked, this, [this] {
        if (isComplete())
            accept();
    });
    m_drug->setFocus();
}

bool ReceiveDialog::isComplete()
{
    const auto complain = [](Field *field, const QString &sentence) {
        field->setState(FieldState::Error, sentence);
        field->setFocus();
        return false;
    };
    if (!m_drug->pickedKey().isValid())
        return complain(m_drug, tr("Pick one from the list"));
    if (m_lot->text().trimmed().isEmpty())
        return complain(m_lot, tr("Needed"));
    if (!m_expiry->date())
        return complain(m_expiry, tr("Needed"));
    if (m_packs->scaled().value_or(0) + m_loose->scaled().value_or(0) <= 0)
        return complain(m_packs, tr("How many?"));
    if (m_supplier->text().trimmed().isEmpty())
        return complain(m_supplier, tr("Needed"));
    return true;
}

Receipt ReceiveDialog::receipt() const
{
    ReceiptLine line;
    line.drug = m_drug->pickedKey().toString();
    line.lot = m_lot->text().trimmed();
    line.expiry = m_expiry->date().value_or(QDate());
    line.packs = m_packs->scaled().value_or(0);
    line.units = {m_loose->scaled().value_or(0)};
    if (const Drug *drug = m_codes.drugs().find(line.drug))
        line.unitsPerPack = std::max(1, drug->unitsPerPack);
    line.packCost = {m_cost->scaled().value_or(0)};
    return {m_supplier->text().trimmed(), m_number->text().trimmed(), {line}};
}

CountDialog::CountDialog(const BatchBalance &batch, const QString &drug, const QString &unit, QWidget *parent)
    : Dialog(tr("Count %1, lot %2").arg(drug, batch.batch.lot), parent), m_ledger(batch.units()), m_unit(unit),
      m_counted(new NumberField(tr("On the shelf"), 0, this)), m_reason(new Field(tr("Reason"), this)),
      m_difference(new RunsLabel({}, this))
{
    setWidthSp(520);
    addSentence(tr("The ledger says %1 %2. Count what lies there; nothing is taken or added by this.")
                    .arg(signedUnits(m_ledger).remove(u'+'), unit));
    m_counted->setRange(0, 10'000'000);
    m_reason->setPlaceholderText(tr("month's end, broken, found …"));
    addForm({{tr("On the shelf"), m_counted}, {tr("Difference"), m_difference}, {tr("Reason"), m_reason}});
    connect(m_counted, &QLineEdit::textEdited, this, &CountDialog::showDifference);
    addReject(tr("Not yet"));
    auto *keep = new Button(tr("Keep the count"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), this);
    addButton(keep);
    connect(keep, &QPushButton::clicked, this, [this] {
        if (m_counted->scaled())
            return accept();
        m_counted->setState(FieldState::Error, tr("How many?"));
        m_counted->setFocus();
    });
    showDifference();
    m_counted->setFocus();
}

void CountDialog::showDifference()
{
    if (!m_counted->scaled())
        return m_difference->setRuns({soft(tr("not counted yet"))});
    const Quantity difference = counted() - m_ledger;
    m_difference->setRuns(
        {bold(signedUnits(difference), difference.units == 0 ? Token::Text : Token::Warn), yigong::unit(m_unit)});
}

namespace {

const QString toDestroy = QStringLiteral("destroyed");
const QString toSendBack = QStringLiteral("back");

} // namespace

TakeOffDialog::TakeOffDialog(const BatchBalance &batch, const QString &drug, const QString &unit, QWidget *parent)
    : Dialog(tr("Take %1, lot %2 off the shelf").arg(drug, batch.batch.lot), parent), m_ledger(batch.units()),
      m_how(
          new Segments({{toDestroy, tr("Destroyed")}, {toSendBack, tr("Back to the supplier")}}, tr("Where to"), this)),
      m_amount(new NumberField(tr("How many"), 0, this)), m_supplier(new Field(tr("Supplier"), this)),
      m_reason(new Field(tr("Reason"), this))
{
    setWidthSp(560);
    addSentence(tr("The ledger says %1 %2.").arg(signedUnits(m_ledger).remove(u'+'), unit));
    m_how->setValue(toDestroy);
    m_amount->setRange(1, 10'000'000);
    m_supplier->setEnabled(false);
    m_reason->setPlaceholderText(tr("expired, broken, recalled …"));
    addForm(
        {{tr("Where to"), m_how}, {tr("How many"), m_amount}, {tr("Supplier"), m_supplier}, {tr("Reason"), m_reason}});
    connect(m_how, &Segments::chosen, this, [this](const QString &how) { m_supplier->setEnabled(how == toSendBack); });
    addReject(tr("Not yet"));
    auto *take = new Button(tr("Take off"), ButtonKind::Primary, Icon::Box, QKeySequence(Qt::Key_F12), this);
    addButton(take);
    connect(take, &QPushButton::clicked, this, [this] {
        if (isComplete())
            accept();
    });
    m_amount->setFocus();
}

bool TakeOffDialog::isComplete()
{
    const auto complain = [](Field *field, const QString &words) {
        field->setState(FieldState::Error, words);
        field->setFocus();
        return false;
    };
    if (amount().units <= 0 || amount() > m_ledger)
        return complain(m_amount, tr("Between 1 and %1").arg(m_ledger.units));
    if (supplier() && supplier()->isEmpty())
        return complain(m_supplier, tr("Needed"));
    if (reason().isEmpty())
        return complain(m_reason, tr("Say why"));
    return true;
}

std::optional<QString> TakeOffDialog::supplier() const
{
    return m_how->value() == toSendBack ? std::optional(m_supplier->text().trimmed()) : std::nullopt;
}

} // namespace yigong
