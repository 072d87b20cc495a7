// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/conflicts_view.h"
#include "core/patients/find.h"
#include "core/patients/patient_text.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/table.h"

#include <QPainter>
#include <QStackedWidget>

namespace yigong {

namespace {

Result<ConflictCase> caseOf(const Snapshot &s, ConflictState state, Id ownSite)
{
    ConflictCase one;
    YIGONG_LET(patient, topPatient(s, state.conflict.patient));
    one.patient = patient;
    const RecordType *type = s.types().byNumber(state.conflict.subjectType);
    const int at = type == nullptr ? -1 : type->indexOf(state.conflict.field);
    if (at >= 0) {
        one.column = type->fields()[static_cast<std::size_t>(at)].column;
        one.privacy = type->fields()[static_cast<std::size_t>(at)].privacy;
        YIGONG_LET(row, s.findRow(*type, state.conflict.subject));
        if (row)
            one.current = conflictText(row->values[static_cast<std::size_t>(at)]);
    }
    for (const ConflictValue &side : state.sides) {
        ConflictSideWords words;
        words.value = side.value;
        YIGONG_LET(site, siteName(s, side.fromSite));
        words.siteName = site;
        YIGONG_LET(name, practitionerName(s, side.practitioner));
        words.practitionerName = name;
        words.at = side.time == 0 ? Instant{} : HybridTime{side.time}.instant();
        words.ours = side.fromSite == ownSite;
        one.sides.push_back(std::move(words));
    }
    if (!state.settlements.empty() && !state.settlements.back().practitioner.isNone()) {
        YIGONG_LET(name, practitionerName(s, state.settlements.back().practitioner));
        one.settledBy = name;
    }
    one.state = std::move(state);
    return one;
}

bool holdsNumber(const ConflictCase &one)
{
    return one.privacy == Privacy::IdNumber || one.privacy == Privacy::Phone;
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

Cell listCell(const ConflictCase &one, Instant now)
{
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

Result<std::vector<ConflictCase>> conflictCases(const Snapshot &snapshot, const Actor &actor)
{
    YIGONG_LET(states, conflictInbox(snapshot, actor, false));
    std::vector<ConflictCase> cases;
    for (ConflictState &state : states) {
        auto one = caseOf(snapshot, std::move(state), actor.site);
        if (one)
            cases.push_back(std::move(*one));
        else if (one.error().kind != ErrorKind::NotFound) // its resident may have left this computer's scope
            return fail(one.error());
    }
    return cases;
}

QString conflictValueWords(const QString &column, const QString &value)
{
    if (value.isEmpty())
        return ConflictsView::tr("empty");
    if (column == u"sex") {
        const QString word = sexWord(static_cast<Sex>(value.toInt()));
        return word.isEmpty() ? value : word;
    }
    if (column == u"blood_type") {
        static const QStringList types{QString(), QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("O"),
                                       QStringLiteral("AB")};
        return types.value(value.toInt(), value);
    }
    QString words = value;
    return words.replace(u'\n', QStringLiteral("、"));
}

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
    row->addWidget(m_right, 1);
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
    m_first = new Side(QStringLiteral("1"), side);
    m_second = new Side(QStringLiteral("2"), side);
    sides->addWidget(m_first, 1);
    sides->addWidget(m_second, 1);
    column->addLayout(sides);
    column->addWidget(makeThird());
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
    connect(m_first->use, &QPushButton::clicked, this, [this] { settle(m_first->value); });
    connect(m_second->use, &QPushButton::clicked, this, [this] { settle(m_second->value); });
    return side;
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
    int open = 0;
    for (const ConflictCase &one : m_cases)
        open += one.state.open ? 1 : 0;
    const QString shown = m_filter->value();
    m_filter->setOptions(
        {{QStringLiteral("open"), tr("Waiting %1").arg(open)},
         {QStringLiteral("settled"), tr("Settled %1").arg(m_cases.size() - static_cast<std::size_t>(open))}});
    m_filter->setValue(shown.isEmpty() ? QStringLiteral("open") : shown);
    fillList();
    Q_EMIT counted(open);
}

void ConflictsView::fillList()
{
    const bool open = m_filter->value() != u"settled";
    std::vector<ConflictCase> rows;
    int wanted = -1;
    for (const ConflictCase &one : m_cases) {
        if (one.state.open != open)
            continue;
        if (one.state.conflict.id == m_wanted)
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
    refresh();
}

const ConflictCase *ConflictsView::chosen() const
{
    return m_rows->row(m_list->currentRow());
}

void ConflictsView::showCase()
{
    const ConflictCase *one = chosen();
    m_right->setCurrentIndex(one == nullptr || one->sides.empty() ? 0 : 1);
    if (one == nullptr || one->sides.empty())
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
    showValues();
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
    const ConflictSideWords &first = one->sides.front();
    const ConflictSideWords &second = one->sides.back();
    const QString firstWords = shownWords(*one, first.value), secondWords = shownWords(*one, second.value);
    m_first->show(first, firstWords, secondWords, first.value == one->current, now);
    m_second->setVisible(one->sides.size() > 1);
    m_second->show(second, secondWords, firstWords, second.value == one->current, now);
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
    if (one == nullptr || m_right->currentIndex() == 0)
        return false;
    if (number == 1)
        m_first->use->click();
    else if (number == 2 && one->sides.size() > 1)
        m_second->use->click();
    else if (number == 3)
        m_useThird->click();
    return number >= 1 && number <= 3;
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
