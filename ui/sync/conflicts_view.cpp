// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/conflicts_view.h"
#include "core/patients/patient_text.h"
#include "ui/inventory/stock_dialogs.h"
#include "ui/patients/residents_page.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/table.h"

#include <QPainter>
#include <QStackedWidget>

namespace yigong {

namespace {

bool holdsNumber(const ConflictCase &one)
{
    return one.privacy == Privacy::IdNumber || one.privacy == Privacy::Phone;
}

constexpr int mostSides = 4; ///< cards side by side; further values are written, as a third one is

/// The digit that takes the written value: behind those of the sides.
int thirdKey(const ConflictCase &one)
{
    return std::clamp(static_cast<int>(one.sides.size()), 2, mostSides) + 1;
}

/// `value` with what `other` has differently in the accent colour.
Runs comparedTo(const QString &value, const QString &other)
{
    Runs runs;
    qsizetype from = 0;
    while (from < value.size() && from < other.size() && value[from] == other[from])
        ++from;
    qsizetype tail = 0;
    while (tail < value.size() - from && tail < other.size() - from &&
           value[value.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    const auto add = [&runs](const QString &text, Token tone) {
        if (!text.isEmpty())
            runs.append({text, TextStyle::Figure, tone, false});
    };
    add(value.left(from), Token::Text);
    add(value.mid(from, value.size() - from - tail), Token::Accent);
    add(value.right(tail), Token::Text);
    return runs;
}

Cell stockListCell(const StockDispute &dispute)
{
    const BatchBalance &balance = dispute.balance;
    const Drug *drug = Catalogue::shipped().drugs().find(balance.batch.drug);
    Cell cell({bold(drug != nullptr ? drug->title() : balance.batch.drug),
               plain(signedUnits(balance.units()).remove(u'+'), balance.isNegative() ? Token::Danger : Token::Text)},
              {small(dispute.siteName), small(balance.batch.lot)});
    cell.chip = {ChipKind::Warn, ConflictsView::tr("to be counted"), Icon::Todo};
    return cell;
}

QString kindWord(const QString &column)
{
    return column == u"stock" ? ConflictsView::tr("Stock") : fieldWord(column);
}

const QString anySite = QStringLiteral("any-site"), anyKind = QStringLiteral("any-kind");

Cell listCell(const ConflictCase &one, Instant now)
{
    if (one.stock)
        return stockListCell(*one.stock);
    QStringList sites;
    for (const ConflictSideWords &side : one.sides)
        sites.append(side.siteName.isEmpty() ? ConflictsView::tr("another site") : side.siteName);
    sites.removeDuplicates();
    Cell cell({bold(maskedName(one.patient.name)), plain(fieldWord(one.column))});
    if (one.state.open) {
        cell.first.append(soft(dayOf(civilDay(one.state.conflict.opened), civilDay(now))));
        cell.second = {small(sites.join(u'、'))};
        cell.chip = {ChipKind::Warn, ConflictsView::tr("Waits for you"), Icon::User};
    } else {
        cell.second = {small(
            ConflictsView::tr("taken: %1").arg(masked(one.privacy, conflictValueWords(one.column, one.state.chosen))))};
        cell.chip = {ChipKind::Ok, ConflictsView::tr("Settled"), Icon::Check};
    }
    return cell;
}

} // namespace

/// One value with where it comes from, and the button that takes it.
class ConflictsView::Side : public Card
{
public:
    Side(const QString &digit, QWidget *parent) : Card({}, {}, parent)
    {
        m_value = new RunsLabel({}, this);
        m_where = new RunsLabel({}, this);
        m_when = new Label(QString(), TextStyle::Body, Token::Text2, this);
        use = new Button(ConflictsView::tr("Use this one"), ButtonKind::Normal, Icon::Check, {}, this);
        use->setKeyCap(digit);
        use->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        for (QWidget *part : std::initializer_list<QWidget *>{m_value, m_where, m_when, use})
            body()->addWidget(part);
    }

    void show(const ConflictSideWords &side, const QString &words, const QString &other, bool current, Instant now)
    {
        value = side.value;
        setTitle(side.ours ? ConflictsView::tr("Entered here") : ConflictsView::tr("Entered elsewhere"));
        setNote(current ? ConflictsView::tr("in the record now") : QStringLiteral(" "));
        m_value->setRuns(comparedTo(words, other));
        m_where->setRuns({plain(side.siteName.isEmpty() ? ConflictsView::tr("another site") : side.siteName),
                          plain(side.practitionerName, Token::Text2)});
        m_when->setText(side.at.isNone() ? ConflictsView::tr("the time is not known") : momentOf(side.at, now));
        use->setKind(side.ours ? ButtonKind::Primary : ButtonKind::Normal);
    }

    Button *use;
    QString value;

private:
    RunsLabel *m_value;
    RunsLabel *m_where;
    Label *m_when;
};

ConflictsView::ConflictsView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_rows(new PagedModel<ConflictCase>(
          {{QString(), 0, Qt::AlignLeft}},
          [this](const ConflictCase &one, int) { return listCell(one, m_workplace.clock.now()); }, this))
{
    auto *row = makeRow(12);
    setLayout(row);
    row->addWidget(makeList());
    m_right = new QStackedWidget(this);
    m_right->addWidget(new EmptyPage(
        Icon::Ok, tr("No conflict waits for you"),
        tr("Where two sites enter two things, it will stand here; nothing is overwritten."), nullptr, m_right));
    m_right->addWidget(makeCase());
    m_right->addWidget(makeStock());
    row->addWidget(m_right, 1);
    for (ComboField *filter : {m_site, m_kind})
        connect(filter, &ComboField::chosen, this, [this] { fillList(); });
    connect(m_filter, &Segments::chosen, this, [this] { fillList(); });
    connect(m_list, &Table::currentRowChanged, this, [this] { showCase(); });
}

QWidget *ConflictsView::makeList()
{
    auto *card = new Card({}, {}, this);
    card->setFlush();
    auto *head = makeRow(0, {12, 12, 12, 12});
    m_filter = new Segments({{QStringLiteral("open"), tr("Waiting")}, {QStringLiteral("settled"), tr("Settled")}},
                            tr("Which conflicts"), card);
    m_filter->setValue(QStringLiteral("open"));
    head->addWidget(m_filter);
    head->addStretch(1);
    card->body()->addLayout(head);
    m_site = new ComboField(tr("Site"), {{anySite, tr("All sites")}}, card);
    m_kind = new ComboField(tr("About what"), {{anyKind, tr("About anything")}}, card);
    m_site->setValue(anySite);
    m_kind->setValue(anyKind);
    auto *narrow = makeRow(8, {12, 0, 12, 12});
    narrow->addWidget(m_site, 1);
    narrow->addWidget(m_kind, 1);
    card->body()->addLayout(narrow);
    card->body()->addWidget(new Rule(Qt::Horizontal, card));
    m_list = new Table(tr("Conflicts"), 2, card);
    m_list->setHeadVisible(false);
    m_list->setRows(m_rows);
    m_list->setEmptyPage(new EmptyPage(Icon::Ok, tr("None"), {}, nullptr, m_list));
    card->body()->addWidget(m_list, 1);
    setFixedSizeSp(card, 340, 0);
    return card;
}

QWidget *ConflictsView::makeCase()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(12);
    side->setLayout(column);
    auto *head = makeRow(16);
    m_title = new Label(QString(), TextStyle::Title, Token::Text, side);
    m_who = new RunsLabel({}, side);
    m_who->setElided(true);
    auto *open =
        new Button(tr("Open the record"), ButtonKind::Plain, Icon::User, QKeySequence(Qt::ALT | Qt::Key_O), side);
    head->addWidget(m_title);
    head->addWidget(m_who, 1);
    m_eye = new Button(tr("Show the numbers"), ButtonKind::Plain, Icon::Eye, QKeySequence(Qt::ALT | Qt::Key_I), side);
    connect(m_eye, &QPushButton::clicked, this, [this] { showNumbers(m_numbersShown.isNone()); });
    head->addWidget(m_eye);
    head->addWidget(open);
    column->addLayout(head);
    m_before = new RunsLabel({}, side);
    column->addWidget(m_before);
    auto *sides = makeRow(12);
    for (int number = 1; number <= mostSides; ++number) {
        auto *one = new Side(QString::number(number), side);
        connect(one->use, &QPushButton::clicked, this, [this, one] { settle(one->value); });
        sides->addWidget(one, 1);
        m_sides.append(one);
    }
    column->addLayout(sides);
    column->addWidget(makeThird());
    m_context = new Card(tr("Last visits"), {}, side);
    m_visits = new FactList(m_context);
    m_visits->setLabelWidthSp(120);
    m_context->body()->addWidget(m_visits);
    column->addWidget(m_context);
    m_consequence =
        new Banner(BannerKind::Info,
                   {plain(tr("What you choose goes to every site that holds this record. The other value is "
                             "kept; you can go back at any time."))},
                   side);
    column->addWidget(m_consequence);
    column->addStretch(1);
    connect(open, &QPushButton::clicked, this, [this] {
        if (const ConflictCase *one = chosen())
            Q_EMIT patientRequested(one->patient.id);
    });
    return side;
}

/// Two laptops of one clinic gave out the last box: the ledger shows it, and somebody counts.
QWidget *ConflictsView::makeStock()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(12);
    side->setLayout(column);
    auto *head = makeRow(16);
    m_stockTitle = new Label(QString(), TextStyle::Title, Token::Text, side);
    m_count = new Button(tr("Count it"), ButtonKind::Primary, Icon::Todo, {}, side);
    m_count->setKeyCap(QStringLiteral("Enter"));
    head->addWidget(m_stockTitle, 1);
    head->addWidget(m_count);
    column->addLayout(head);
    m_stockWhere = new RunsLabel({}, side);
    column->addWidget(m_stockWhere);
    m_stockSays = new Banner(BannerKind::Warn, {}, side);
    column->addWidget(m_stockSays);
    auto *card = new Card(tr("What happened to it since the last count"), {}, side);
    m_steps = new FactList(card);
    m_steps->setLabelWidthSp(190); // "2025 年 12 月 27 日 07:51"
    card->body()->addWidget(m_steps);
    column->addWidget(card);
    column->addStretch(1);
    const auto ask = [this] {
        if (const ConflictCase *one = chosen(); one != nullptr && one->stock && m_count->isVisible())
            Q_EMIT countRequested(one->stock->balance.batch.id);
    };
    connect(m_count, &QPushButton::clicked, this, ask);
    connect(m_list, &Table::rowActivated, this, ask);
    return side;
}

void ConflictsView::showStock(const ConflictCase &one)
{
    const StockDispute &dispute = *one.stock;
    const BatchBalance &balance = dispute.balance;
    const Drug *drug = m_workplace.codes.drugs().find(balance.batch.drug);
    const QString name = drug != nullptr ? drug->title() : balance.batch.drug;
    const QString unit = drug != nullptr ? drug->unit : QString();
    const QString left = signedUnits(balance.units()).remove(u'+') + u' ' + unit;
    m_stockTitle->setText(tr("How many of %1 are there?").arg(name));
    m_stockWhere->setRuns(
        {plain(dispute.siteName), soft(tr("lot %1").arg(balance.batch.lot)),
         soft(balance.batch.expiry.isValid() ? tr("until %1").arg(balance.batch.expiry.toString(Qt::ISODate))
                                             : QString())});
    m_stockSays->setSentence(
        balance.isNegative()
            ? Runs{bold(tr("The ledger says %1:").arg(left)),
                   plain(tr("more was handed out than it knew of, perhaps by two computers at once. Nothing is lost; "
                            "count what lies on the shelf."))}
            : Runs{bold(tr("The ledger says %1:").arg(left)),
                   plain(tr("the computers did not know of each other, so it may be wrong. Count what lies on the "
                            "shelf."))});
    const bool ours = balance.batch.site == m_workplace.actor.site && m_workplace.may(Door::CountStock);
    m_count->setVisible(ours);
    if (!ours)
        m_stockWhere->setRuns({plain(dispute.siteName), soft(tr("lot %1").arg(balance.batch.lot)),
                               plain(tr("%1 counts it").arg(dispute.siteName), Token::Text2)});
    QList<QPair<QString, Runs>> steps;
    for (const StockStep &step : dispute.steps)
        steps.append({momentOf(step.at, m_workplace.clock.now()),
                      {bold(signedUnits(step.change)), yigong::unit(unit), plain(step.practitionerName),
                       soft(step.deviceName), soft(step.reason)}});
    m_steps->setFacts(steps);
}

QWidget *ConflictsView::makeThird()
{
    auto *card = new Card({}, {}, this);
    m_third = new Field(tr("The right value, if neither is"), card);
    m_third->setPlaceholderText(tr("write the right value"));
    m_third->setWidthSp(240);
    m_useThird = new Button(tr("Use what is written"), ButtonKind::Normal, Icon::Edit, {}, card);
    m_useThird->setKeyCap(QStringLiteral("3"));
    auto *third = new FormRow(tr("Neither"), m_third, card);
    third->addControl(m_useThird);
    third->addStretch();
    m_comment = new Field(tr("Comment"), card);
    m_comment->setPlaceholderText(tr("how you know, e.g. compared with the ID card"));
    card->body()->addWidget(third);
    card->body()->addWidget(new FormRow(tr("Comment"), m_comment, card));
    connect(m_useThird, &QPushButton::clicked, this, [this] {
        if (m_third->text().trimmed().isEmpty())
            return m_third->setFocus();
        settle(m_third->text().trimmed());
    });
    return card;
}

void ConflictsView::refresh()
{
    const quint64 asked = m_question.ask();
    whenReady(
        m_workplace.db.readLater([actor = m_workplace.actor](const Snapshot &s) { return conflictCases(s, actor); }),
        this, [this, asked](Result<std::vector<ConflictCase>> cases) {
            if (!m_question.isLatest(asked))
                return;
            if (!cases)
                return Q_EMIT failed(cases.error());
            take(std::move(*cases));
        });
}

void ConflictsView::take(std::vector<ConflictCase> cases)
{
    m_cases = std::move(cases);
    int open = 0, batches = 0;
    for (const ConflictCase &one : m_cases) {
        batches += one.stock ? 1 : 0;
        open += !one.stock && one.state.open ? 1 : 0;
    }
    const int waiting = open + batches;
    const QString shown = m_filter->value();
    m_filter->setOptions(
        {{QStringLiteral("open"), tr("Waiting %1").arg(waiting)},
         {QStringLiteral("settled"), tr("Settled %1").arg(static_cast<int>(m_cases.size()) - waiting)}});
    m_filter->setValue(shown.isEmpty() ? QStringLiteral("open") : shown);
    offerFilters();
    fillList();
    Q_EMIT counted(open, batches);
}

/// The sites and kinds that there are something of.
void ConflictsView::offerFilters()
{
    Options sites{{anySite, tr("All sites")}}, kinds{{anyKind, tr("About anything")}};
    const auto offer = [](Options &options, const QString &key, const QString &word) {
        if (std::none_of(options.begin(), options.end(), [&](const Option &one) { return one.key == key; }))
            options.append({key, word});
    };
    for (const ConflictCase &one : m_cases) {
        offer(sites, one.site.text(), one.siteName.isEmpty() ? tr("another site") : one.siteName);
        offer(kinds, one.column, kindWord(one.column));
    }
    m_site->setOptions(sites);
    m_kind->setOptions(kinds);
    if (m_site->value().isEmpty())
        m_site->setValue(anySite);
    if (m_kind->value().isEmpty())
        m_kind->setValue(anyKind);
}

bool ConflictsView::isListed(const ConflictCase &one) const
{
    return one.isOpen() == (m_filter->value() != u"settled") &&
           (m_site->value() == anySite || m_site->value() == one.site.text()) &&
           (m_kind->value() == anyKind || m_kind->value() == one.column);
}

void ConflictsView::fillList()
{
    std::vector<ConflictCase> rows;
    int wanted = -1;
    for (const ConflictCase &one : m_cases) {
        if (!isListed(one))
            continue;
        if (one.id() == m_wanted)
            wanted = static_cast<int>(rows.size());
        rows.push_back(one);
    }
    const bool any = !rows.empty();
    m_rows->setRows(std::move(rows));
    if (wanted >= 0)
        m_list->setCurrentRow(wanted);
    else if (any && m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_wanted = {};
    showCase();
}

void ConflictsView::reveal(Id conflict)
{
    m_wanted = conflict;
    m_filter->setValue(QStringLiteral("open"));
    m_site->setValue(anySite);
    m_kind->setValue(anyKind);
    refresh();
}

const ConflictCase *ConflictsView::chosen() const
{
    return m_rows->row(m_list->currentRow());
}

void ConflictsView::showCase()
{
    const ConflictCase *one = chosen();
    const bool isField = one != nullptr && !one->sides.empty();
    m_right->setCurrentIndex(isField ? 1 : one != nullptr && one->stock ? 2 : 0);
    if (one != nullptr && one->stock)
        showStock(*one);
    if (!isField)
        return;
    const QDate today = m_workplace.clock.today();
    m_title->setText(one->state.open ? tr("Which %1 is right?").arg(fieldWord(one->column))
                                     : tr("%1 was settled").arg(fieldWord(one->column)));
    m_who->setRuns({plain(one->patient.name), soft(sexAndAge(one->patient.sex, one->patient.birthDate, today)),
                    soft(one->patient.address), soft(idTail(one->patient.idNumber))});
    if (one->state.conflict.id != m_numbersShown)
        m_numbersShown = {};
    m_third->clear();
    m_comment->clear();
    readContext(one->patient.id);
    showValues();
}

/// Opening the case opens the record, and stands in the log as that.
void ConflictsView::readContext(Id patient)
{
    constexpr int shown = 3;
    const auto asked = m_contextQuestion.ask();
    showContext({});
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, patient](const Snapshot &s) {
        return timelineOf(s, actor, patient, shown);
    }),
              this, [this, asked](const Result<std::vector<TimelineEntry>> &entries) {
                  if (m_contextQuestion.isLatest(asked) && entries)
                      showContext(*entries);
              });
}

void ConflictsView::showContext(const std::vector<TimelineEntry> &entries)
{
    constexpr int shown = 3;
    const QDate today = m_workplace.clock.today();
    QList<QPair<QString, Runs>> facts;
    for (const TimelineEntry &entry : entries) {
        if (entry.kind != TimelineKind::Visit || facts.size() == shown)
            continue;
        const TimelineWords words = wordsOf(entry, today);
        facts.append({dayOf(civilDay(entry.at), today),
                      {plain(words.what), soft(words.more), soft(entry.siteName), soft(entry.practitionerName)}});
    }
    if (facts.isEmpty())
        facts.append({QString(), {plain(tr("no visit on this computer"), Token::Text3)}});
    m_visits->setFacts(facts);
}

void ConflictsView::showValues()
{
    const ConflictCase *one = chosen();
    if (one == nullptr || one->sides.empty())
        return;
    const Instant now = m_workplace.clock.now();
    m_eye->setVisible(holdsNumber(*one));
    m_eye->setText(m_numbersShown.isNone() ? tr("Show the numbers") : tr("Hide the numbers"));
    Runs before{soft(tr("Both had before:"))};
    before.append(one->state.base ? bold(shownWords(*one, one->state.base->value))
                                  : plain(tr("not known"), Token::Text3));
    if (!one->state.open) {
        before.append(soft(one->settledBy.isEmpty() ? tr("settled by the rule: the later one")
                                                    : tr("settled by %1").arg(one->settledBy)));
        before.append(soft(one->state.settlements.empty() ? QString() : one->state.settlements.back().comment));
    }
    m_before->setRuns(before);
    const auto count = std::min(one->sides.size(), static_cast<std::size_t>(mostSides));
    for (std::size_t i = 0; i < static_cast<std::size_t>(mostSides); ++i) {
        Side *card = m_sides[static_cast<qsizetype>(i)];
        card->setVisible(i < count);
        if (i >= count)
            continue;
        const ConflictSideWords &side = one->sides[i];
        // Compared with the first; the first with the last.
        const QString other = shownWords(*one, i == 0 ? one->sides[count - 1].value : one->sides.front().value);
        card->show(side, shownWords(*one, side.value), other, side.value == one->current, now);
    }
    m_useThird->setKeyCap(QString::number(thirdKey(*one)));
}

QString ConflictsView::shownWords(const ConflictCase &one, const QString &value) const
{
    const QString words = conflictValueWords(one.column, value);
    const bool hidden = holdsNumber(one) && !value.isEmpty() && m_numbersShown != one.state.conflict.id;
    return hidden ? masked(one.privacy, words) : words;
}

void ConflictsView::showNumbers(bool shown)
{
    const ConflictCase *one = chosen();
    m_numbersShown = shown && one != nullptr ? one->state.conflict.id : Id();
    if (!m_numbersShown.isNone())
        m_workplace.noteRevealed(one->patient.id, one->column);
    showValues();
}

void ConflictsView::hideEvent(QHideEvent *event)
{
    showNumbers(false);
    QWidget::hideEvent(event);
}

bool ConflictsView::pick(int number)
{
    const ConflictCase *one = chosen();
    if (one == nullptr || m_right->currentIndex() != 1)
        return false;
    if (number == thirdKey(*one))
        m_useThird->click();
    else if (number >= 1 && number <= m_sides.size() && m_sides[number - 1]->isVisible())
        m_sides[number - 1]->use->click();
    else
        return false;
    return true;
}

bool ConflictsView::hasUnsavedEntry() const
{
    return !m_third->text().trimmed().isEmpty() || !m_comment->text().trimmed().isEmpty();
}

void ConflictsView::settle(const QString &value)
{
    const ConflictCase *one = chosen();
    if (one == nullptr)
        return;
    const Id conflict = one->state.conflict.id;
    const QString before = one->current;
    const QString words = tr("%1 of %2: %3").arg(fieldWord(one->column), one->patient.name, shownWords(*one, value));
    write(conflict, value, m_comment->text().trimmed(), [this, conflict, before, words] {
        Q_EMIT toastRequested(words, [this, conflict, before] { write(conflict, before, tr("undone"), {}); });
    });
}

void ConflictsView::write(Id conflict, const QString &value, const QString &comment, std::function<void()> then)
{
    whenReady(m_workplace.db.writeLater(
                  m_workplace.actor,
                  [conflict, value, comment](Transaction &tx) { return settleConflict(tx, conflict, value, comment); }),
              this, [this, then = std::move(then)](const Result<void> &answer) {
                  if (!answer)
                      return Q_EMIT failed(answer.error());
                  if (then)
                      then();
                  refresh();
                  Q_EMIT settled();
              });
}

} // namespace yigong
