// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/prescription_card.h"
#include "core/encounters/visit.h"
#include "ui/encounters/spoken.h"
#include "ui/shell/words.h"
#include "ui/widgets/dialog.h"
#include <QKeyEvent>
#include <algorithm>

namespace yigong {
namespace {

constexpr int usualDays = 7;
enum
{
    DrugColumn,
    UseColumn,
    DaysColumn,
    QuantityColumn,
    BatchColumn,
    StockColumn
};

QString number(Quantity quantity)
{
    return QString::number(quantity.units);
}

} // namespace

PrescriptionCard::PrescriptionCard(Workplace &place, QWidget *parent) : Card({}, {}, parent), m_place(place)
{
    setTitle(tr("Prescription"));
    setNote(tr("first expired goes out first"));
    setFlush();
    m_again = new Button(tr("As last time"), ButtonKind::Plain, Icon::Undo, QKeySequence(Qt::ALT | Qt::Key_L), this);
    connect(m_again, &QPushButton::clicked, this, &PrescriptionCard::addLastLines);
    addAction(m_again);
    m_box = new SuggestBox(tr("Add a drug"), this);
    m_box->setWidthSp(264);
    m_box->setPlaceholderText(tr("Add a drug: initials, like aldp"));
    m_box->setClearsOnPick(true);
    m_box->setSource([this](const QString &typed) { return drugsLike(typed); });
    connect(m_box, &SuggestBox::picked, this, [this](const Suggestion &picked) { add(picked.key.toString()); });
    addAction(m_box);
    build();
}

void PrescriptionCard::build()
{
    m_model = new PagedModel<Line>(
        {{tr("Drug"), 0},
         {tr("Use"), 170},
         {tr("Days"), 66, Qt::AlignRight},
         {tr("Quantity"), 84, Qt::AlignRight},
         {tr("Batch"), 238},
         {tr("Stock"), 104, Qt::AlignRight}},
        [this](const Line &line, int column) { return cellOf(line, column); }, this);
    m_table = new Table(tr("Prescription lines"), 2, this);
    m_table->setRows(m_model);
    // Reached by ↓ from the box: Enter in the empty box goes on to the advice.
    m_table->setFocusPolicy(Qt::ClickFocus);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_table, &Table::rowActivated, this, &PrescriptionCard::openEditor);
    body()->addWidget(m_table);
    m_editor = new LineEditor(m_place.codes, this);
    m_editor->hide();
    connect(m_editor, &LineEditor::edited, this, &PrescriptionCard::takeEdited);
    connect(m_editor, &LineEditor::finished, this, &PrescriptionCard::closeEditor);
    body()->addWidget(m_editor);
    auto *below = new QWidget(this);
    auto *padded = makeColumn(0, {12, 8, 12, 8});
    below->setLayout(padded);
    m_banner = new Banner(BannerKind::Danger, {}, below);
    padded->addWidget(m_banner);
    body()->addWidget(below);
    below->setObjectName(QStringLiteral("blockPlace"));
    followTheme(m_table, [this] { showLines(); });
}

void PrescriptionCard::setBasis(const VisitBasis &basis)
{
    m_allergies = basis.allergyWords;
    m_narcoticRight = basis.narcoticRight;
    m_lastLines = basis.lastLines;
    m_again->setVisible(!m_lastLines.empty());
}

PrescriptionCard::Line PrescriptionCard::lineOf(const PrescriptionEntry &entry) const
{
    Line line;
    line.entry = entry;
    line.drug = m_place.codes.drugs().find(entry.drug);
    if (line.drug != nullptr) {
        line.against = m_place.codes.allergiesAgainst(*line.drug, m_allergies).join(u'、');
        line.cautions = m_place.codes.cautionsAgainst(*line.drug, m_allergies).join(u'、');
    }
    plan(line);
    return line;
}

void PrescriptionCard::plan(Line &line) const
{
    const auto shelf = m_shelves.constFind(line.entry.drug);
    line.shelfKnown = shelf != m_shelves.constEnd();
    if (!line.shelfKnown)
        return;
    line.plan = firstExpiredFirst(*shelf, line.entry.quantity, m_place.clock.today());
    line.onShelf = line.plan.available;
}

void PrescriptionCard::setLines(const std::vector<PrescriptionEntry> &lines)
{
    m_editing = -1;
    m_editor->hide();
    m_lines.clear();
    m_shelves.clear();
    for (const PrescriptionEntry &entry : lines)
        m_lines.push_back(lineOf(entry));
    showLines();
    readShelves();
}

std::vector<PrescriptionEntry> PrescriptionCard::lines() const
{
    std::vector<PrescriptionEntry> entries;
    entries.reserve(m_lines.size());
    for (const Line &line : m_lines)
        entries.push_back(line.entry);
    return entries;
}

void PrescriptionCard::readShelves()
{
    QStringList asked;
    for (const Line &line : m_lines)
        if (!asked.contains(line.entry.drug)) {
            asked.append(line.entry.drug);
            readShelf(line.entry.drug);
        }
}

void PrescriptionCard::readShelf(const QString &drug)
{
    auto balances = m_place.db.readLater(
        [actor = m_place.actor, drug](const Snapshot &snapshot) { return stockAt(snapshot, actor, actor.site, drug); });
    whenReady(balances, this, [this, drug](const Result<std::vector<BatchBalance>> &shelf) {
        if (!shelf)
            return Q_EMIT failed(shelf.error());
        m_shelves.insert(drug, *shelf);
        for (Line &line : m_lines)
            plan(line);
        showLines();
        Q_EMIT shelfRead();
    });
}

Suggestions PrescriptionCard::drugsLike(const QString &typed) const
{
    Suggestions found;
    for (const Drug *drug : m_place.codes.drugs().search(typed, 12)) {
        if (!drug->isComplete())
            continue;
        Cell cell({plain(drug->title()), small(drug->pack)});
        if (!m_place.codes.allergiesAgainst(*drug, m_allergies).isEmpty())
            cell.chip = {ChipKind::Allergy, tr("allergy"), Icon::Stop};
        found.append({drug->code, drug->title(), cell});
    }
    return found;
}

void PrescriptionCard::add(const QString &code)
{
    const Drug *drug = m_place.codes.drugs().find(code);
    if (drug == nullptr)
        return;
    int days = usualDays;
    for (const MedicationRequest &last : m_lastLines)
        if (last.drug == drug->code && last.days > 0)
            days = last.days;
    PrescriptionEntry entry = usualPrescription(*drug, days);
    entry.dispense = m_place.may(Door::Dispense);
    m_lines.push_back(lineOf(entry));
    readShelf(entry.drug);
    changedByPerson();
    openEditor(static_cast<int>(m_lines.size()) - 1);
}

void PrescriptionCard::addLastLines()
{
    for (const MedicationRequest &last : m_lastLines) {
        const Drug *drug = m_place.codes.drugs().find(last.drug);
        const bool there =
            std::any_of(m_lines.begin(), m_lines.end(), [&](const Line &line) { return line.entry.drug == last.drug; });
        if (drug == nullptr || there)
            continue;
        PrescriptionEntry entry = usualPrescription(*drug, last.days);
        entry.dose = last.dose;
        entry.frequency = last.frequency;
        entry.quantity = last.quantity;
        entry.instructions = last.instructions;
        entry.dispense = m_place.may(Door::Dispense);
        m_lines.push_back(lineOf(entry));
        readShelf(entry.drug);
    }
    changedByPerson();
}

void PrescriptionCard::remove(int place)
{
    if (place < 0 || place >= static_cast<int>(m_lines.size()))
        return;
    m_lines.erase(m_lines.begin() + place);
    m_editing = -1;
    m_editor->hide();
    m_box->setFocus();
    changedByPerson();
}

void PrescriptionCard::openEditor(int place)
{
    m_editing = place;
    m_table->setCurrentRow(place);
    m_editor->edit(m_lines[static_cast<std::size_t>(place)].entry, m_place.may(Door::Dispense));
}

void PrescriptionCard::closeEditor()
{
    m_editing = -1;
    m_box->setFocus();
    m_editor->hide();
}

void PrescriptionCard::takeEdited()
{
    if (m_editing < 0)
        return;
    Line &line = m_lines[static_cast<std::size_t>(m_editing)];
    const Line before = line;
    line = lineOf(m_editor->line());
    line.entry.overrideReason = before.entry.overrideReason;
    line.entry.allergyReason = before.entry.allergyReason;
    changedByPerson();
}

void PrescriptionCard::changedByPerson()
{
    showLines();
    Q_EMIT edited();
}

void PrescriptionCard::showLines()
{
    const int current = m_editing >= 0 ? m_editing : m_table->currentRow();
    m_model->setRows(m_lines);
    m_table->setVisible(!m_lines.empty());
    m_table->setFixedHeight(m_table->heightFor(static_cast<int>(m_lines.size())) + 1);
    if (current >= 0 && current < static_cast<int>(m_lines.size()))
        m_table->setCurrentRow(current);
    showBlock();
}

Cell PrescriptionCard::cellOf(const Line &line, int column) const
{
    const PrescriptionEntry &entry = line.entry;
    Cell cell;
    switch (column) {
    case DrugColumn: {
        Runs below{small(line.drug ? line.drug->strength : QString()), small(line.drug ? line.drug->pack : QString())};
        if (line.drug && line.drug->special != SpecialClass::None)
            below.append(small(specialClassWord(line.drug->special), isGuarded(line) ? Token::Danger : Token::Warn));
        cell = Cell({plain(line.drug ? line.drug->name : entry.name)}, below);
        if (!line.against.isEmpty())
            cell.second = {small(tr("allergic to %1").arg(line.against), Token::Danger)};
        else if (!line.cautions.isEmpty())
            cell.second = {small(tr("care: allergic to %1").arg(line.cautions), Token::Warn)};
        return cell;
    }
    case UseColumn:
        return Cell({plain(entry.frequency), plain(entry.dose)}, {small(entry.instructions)});
    case DaysColumn:
        cell = Cell({plain(entry.days > 0 ? QString::number(entry.days) : QString())});
        break;
    case QuantityColumn:
        cell = Cell({bold(number(entry.quantity), blockOf(line) == Block::Shortage ? Token::Danger : Token::Text),
                     unit(entry.unit)});
        break;
    case BatchColumn:
        return batchCell(line);
    default:
        return stockCell(line);
    }
    cell.align = Qt::AlignRight;
    return cell;
}

Cell PrescriptionCard::batchCell(const Line &line) const
{
    if (!line.entry.dispense)
        return Cell({soft(tr("not handed out here"))});
    if (!line.shelfKnown)
        return {};
    const auto &portions = line.plan.portions;
    const bool isShort = blockOf(line) == Block::Shortage;
    if (portions.empty())
        return Cell({bold(tr("none on the shelf"), isShort ? Token::Danger : Token::Warn)},
                    {small(line.entry.overrideReason)}, {}, Icon::Warn, isShort ? Token::Danger : Token::Warn);
    const QDate today = m_place.clock.today();
    const Portion &first = portions.front();
    Runs above{plain(first.batch.lot)};
    Runs below;
    if (first.batch.expiry.isValid())
        below.append(small(tr("until %1").arg(Spoken::day(first.batch.expiry, today))));
    if (isShort)
        above.append(bold(tr("only %1").arg(number(line.plan.available)), Token::Danger));
    else
        above.append(plain(tr("take %1").arg(number(first.amount)), Token::Warn));
    for (std::size_t i = 1; i < portions.size(); ++i)
        below.append(small(tr("then %1: %2").arg(portions[i].batch.lot, number(portions[i].amount))));
    if (!line.entry.overrideReason.isEmpty() && line.plan.missing.units > 0)
        below = {small(tr("%1 more: %2").arg(number(line.plan.missing), line.entry.overrideReason), Token::Warn)};
    return {above, below, {}, isShort ? Icon::Warn : Icon::Box, isShort ? Token::Danger : Token::Text2};
}

Cell PrescriptionCard::stockCell(const Line &line) const
{
    if (!line.shelfKnown)
        return {};
    const bool isShort = blockOf(line) == Block::Shortage;
    Cell cell(
        {isShort ? bold(number(line.onShelf), Token::Danger) : plain(number(line.onShelf)), unit(line.entry.unit)});
    if (line.entry.dispense)
        cell.second = {line.plan.missing.units > 0
                           ? small(tr("short of %1").arg(number(line.plan.missing)), Token::Danger)
                           : small(tr("then %1").arg(number(line.onShelf - line.entry.quantity)))};
    cell.align = Qt::AlignRight;
    return cell;
}

PrescriptionCard::Block PrescriptionCard::blockOf(const Line &line) const
{
    if (isGuarded(line) && !m_narcoticRight)
        return Block::Right;
    if (!line.against.isEmpty() && line.entry.allergyReason.isEmpty())
        return Block::Allergy;
    if (line.entry.dispense && line.shelfKnown && line.plan.missing.units > 0 &&
        (line.entry.overrideReason.isEmpty() || isGuarded(line)))
        return Block::Shortage;
    return Block::None;
}

QString PrescriptionCard::blockedReason() const
{
    int shortages = 0;
    for (const Line &line : m_lines) {
        const Block block = blockOf(line);
        if (block == Block::Allergy)
            return tr("Allergic to %1").arg(line.against);
        if (block == Block::Right)
            return tr("No right to narcotics");
        shortages += block == Block::Shortage ? 1 : 0;
    }
    return shortages > 0 ? tr("%n line(s) short of stock", nullptr, shortages) : QString();
}

void PrescriptionCard::showBlock()
{
    m_banner->clearActions();
    QWidget *below = m_banner->parentWidget();
    below->hide();
    for (int place = 0; place < static_cast<int>(m_lines.size()); ++place) {
        const Block block = blockOf(m_lines[static_cast<std::size_t>(place)]);
        if (block == Block::None)
            continue;
        if (block == Block::Allergy)
            showAllergyBlock(place);
        else if (block == Block::Right)
            showRightBlock(place);
        else
            showShortage(place);
        below->show();
        return;
    }
}

void PrescriptionCard::showAllergyBlock(int place)
{
    const Line &line = m_lines[static_cast<std::size_t>(place)];
    m_banner->setSentence({bold(tr("Allergic to %1:").arg(line.against), Token::Danger),
                           plain(tr("%1 is not to be given without a reason.").arg(line.entry.name))});
    auto *out = new Button(tr("Take it out"), ButtonKind::Normal, Icon::None, {}, m_banner);
    connect(out, &QPushButton::clicked, this, [this, place] { remove(place); });
    auto *reason = new Button(tr("Say why it must be"), ButtonKind::Normal, Icon::None, {}, m_banner);
    connect(reason, &QPushButton::clicked, this, [this, place] { askAllergyReason(place); });
    m_banner->addAction(out);
    m_banner->addAction(reason);
}

void PrescriptionCard::showRightBlock(int place)
{
    const Line &line = m_lines[static_cast<std::size_t>(place)];
    m_banner->setSentence(
        {bold(specialClassWord(line.drug->special) + u':', Token::Danger),
         plain(tr("%1 is prescribed only by a doctor with the right to narcotics, which your account has not.")
                   .arg(line.entry.name))});
    auto *out = new Button(tr("Take it out"), ButtonKind::Normal, Icon::None, {}, m_banner);
    connect(out, &QPushButton::clicked, this, [this, place] { remove(place); });
    m_banner->addAction(out);
}

QStringList PrescriptionCard::underTwoSignatures() const
{
    QStringList words;
    for (const Line &line : m_lines)
        if (line.entry.dispense && isGuarded(line))
            words.append(
                QStringLiteral("%1  %2 %3").arg(line.entry.name, number(line.entry.quantity), line.entry.unit));
    return words;
}

void PrescriptionCard::showShortage(int place)
{
    const Line &line = m_lines[static_cast<std::size_t>(place)];
    const QString have = number(line.onShelf) + u' ' + line.entry.unit;
    const QString asked = number(line.entry.quantity) + u' ' + line.entry.unit;
    m_banner->setSentence({bold(tr("Short of stock: %1").arg(line.entry.name)),
                           plain(tr("%1 on the shelf, %2 prescribed. Nothing is handed out yet.").arg(have, asked))});
    if (line.onShelf.units > 0) {
        auto *part = new Button(tr("Give %1 for now").arg(have), ButtonKind::Normal, Icon::None, {}, m_banner);
        connect(part, &QPushButton::clicked, this, [this, place] { giveWhatIsThere(place); });
        m_banner->addAction(part);
    }
    if (isGuarded(line)) // book, shelf and batch are one
        return;
    auto *reason = new Button(tr("It is on the shelf"), ButtonKind::Normal, Icon::None, {}, m_banner);
    connect(reason, &QPushButton::clicked, this, [this, place] { askOverride(place); });
    m_banner->addAction(reason);
}

/// The line becomes what is there, and its days what that lasts for: the resident comes again for the rest.
void PrescriptionCard::giveWhatIsThere(int place)
{
    Line &line = m_lines[static_cast<std::size_t>(place)];
    PrescriptionEntry entry = line.entry;
    if (entry.quantity.units > 0)
        entry.days = static_cast<int>(entry.days * line.onShelf.units / entry.quantity.units);
    entry.quantity = line.onShelf;
    line = lineOf(entry);
    closeEditor();
    changedByPerson();
}

void PrescriptionCard::askOverride(int place)
{
    const Line &line = m_lines[static_cast<std::size_t>(place)];
    const auto reason =
        askReason(this, tr("The shelf has more than the ledger"),
                  tr("%1: say why, for example a delivery that is not entered yet. The batch is then to be counted.")
                      .arg(line.entry.name),
                  tr("Hand it out"));
    if (!reason || place >= static_cast<int>(m_lines.size()))
        return;
    m_lines[static_cast<std::size_t>(place)].entry.overrideReason = *reason;
    closeEditor();
    changedByPerson();
}

void PrescriptionCard::askAllergyReason(int place)
{
    const Line &line = m_lines[static_cast<std::size_t>(place)];
    const auto reason =
        askReason(this, tr("Given against a known allergy"),
                  tr("%1 although allergic to %2: the reason goes into the record.").arg(line.entry.name, line.against),
                  tr("Prescribe it"));
    if (!reason || place >= static_cast<int>(m_lines.size()))
        return;
    m_lines[static_cast<std::size_t>(place)].entry.allergyReason = *reason;
    closeEditor();
    changedByPerson();
}

Money PrescriptionCard::drugFee() const
{
    Money fee;
    for (const Line &line : m_lines) {
        if (!line.entry.dispense)
            continue;
        for (const Portion &portion : line.plan.portions)
            fee = fee + costOf(portion.amount, portion.batch.packCost, portion.batch.unitsPerPack);
    }
    return fee;
}

int PrescriptionCard::handedOut() const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.entry.dispense; }));
}

void PrescriptionCard::complain(const QString &placeAndField, const QString &sentence)
{
    const QStringList parts = placeAndField.split(u'.');
    const int place = parts.value(0).toInt();
    if (place < 0 || place >= static_cast<int>(m_lines.size()))
        return;
    openEditor(place);
    m_editor->complain(parts.value(1), sentence);
}

void PrescriptionCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && m_box->hasFocus() && !m_lines.empty())
        m_table->setFocus();
    else if (event->key() == Qt::Key_Delete && m_table->hasFocus())
        remove(m_table->currentRow());
    else if (event->key() == Qt::Key_Escape && m_table->hasFocus())
        m_box->setFocus();
    else
        Card::keyPressEvent(event);
}

} // namespace yigong
