// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/same_person_dialog.h"
#include "core/patients/open_resident.h"
#include "core/patients/patient_text.h"
#include "core/sites/site_tree.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

QString sameWord(SameBy by)
{
    switch (by) {
    case SameBy::IdNumber:
        return SamePersonDialog::tr("ID number");
    case SameBy::Name:
        return SamePersonDialog::tr("name");
    case SameBy::Sound:
        return SamePersonDialog::tr("sound of the name");
    case SameBy::BirthDate:
        return SamePersonDialog::tr("birth date");
    case SameBy::BirthYear:
        return SamePersonDialog::tr("birth year");
    case SameBy::Phone:
        return SamePersonDialog::tr("phone");
    case SameBy::Household:
        return SamePersonDialog::tr("household");
    }
    return {};
}

Cell pairCell(const LikelyPair &pair, int)
{
    QStringList same;
    for (const SameBy by : pair.by)
        same.append(sameWord(by));
    Cell cell(
        {bold(maskedName(pair.older.name)), plain(maskedName(pair.newer.name)), soft(pair.older.birthDate.text())},
        {small(SamePersonDialog::tr("the same %1").arg(same.join(u'、')))});
    return cell;
}

struct PairShown
{
    QString olderSite, newerSite;
};

QList<QPair<QString, Runs>> factsOf(const Patient &patient, const QString &site)
{
    const auto said = [](const QString &text) {
        return text.isEmpty() ? Runs{plain(SamePersonDialog::tr("not said"), Token::Text3)} : Runs{plain(text)};
    };
    return {{SamePersonDialog::tr("Name"), {bold(patient.name), soft(sexWord(patient.sex))}},
            {SamePersonDialog::tr("Birth date"), said(patient.birthDate.text())},
            {SamePersonDialog::tr("ID number"), said(idTail(patient.idNumber))},
            {SamePersonDialog::tr("Phone"), said(patient.phone.right(4))},
            {SamePersonDialog::tr("Address"), said(patient.address)},
            {SamePersonDialog::tr("Looked after by"), said(site)}};
}

} // namespace

SamePersonDialog::SamePersonDialog(Workplace &workplace, QWidget *parent)
    : Dialog(tr("One person, two cards"), parent), m_workplace(workplace),
      m_pairs(new PagedModel<LikelyPair>({{QString(), 0, Qt::AlignLeft}}, pairCell, this))
{
    setWidthSp(860);
    m_view =
        new Segments({{QStringLiteral("likely"), tr("Perhaps one person")}, {QStringLiteral("merged"), tr("Made one")}},
                     tr("Which pairs"), this);
    m_view->setValue(QStringLiteral("likely"));
    body()->addWidget(m_view, 0, Qt::AlignLeft);
    auto *pairs = new Card({}, {}, this);
    pairs->setFlush();
    m_list = new Table(tr("Pairs of cards"), 2, pairs);
    m_list->setHeadVisible(false);
    m_list->setRows(m_pairs);
    m_list->setEmptyPage(new EmptyPage(Icon::Ok, tr("No pairs"), {}, nullptr, m_list));
    m_list->setFixedHeight(m_list->heightFor(4));
    pairs->body()->addWidget(m_list);
    body()->addWidget(pairs);
    m_sides = new QWidget(this);
    auto *sides = makeRow(12);
    m_sides->setLayout(sides);
    for (const auto &[facts, title] : std::initializer_list<std::pair<FactList **, QString>>{
             {&m_older, tr("Registered first: stays on top")}, {&m_newer, tr("Registered later: follows it")}}) {
        auto *card = new Card(title, {}, m_sides);
        *facts = new FactList(card);
        (*facts)->setLabelWidthSp(110);
        card->body()->addWidget(*facts);
        sides->addWidget(card, 1);
    }
    body()->addWidget(m_sides);
    m_reason = new Field(tr("Reason"), this);
    m_reason->setPlaceholderText(tr("how you know, e.g. both ID cards were seen"));
    body()->addWidget(new FormRow(tr("Reason"), m_reason, this));
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, this);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    body()->addWidget(m_complaint);
    m_open = new Button(tr("Open the record"), ButtonKind::Plain, Icon::User, QKeySequence(Qt::ALT | Qt::Key_O), this);
    addButton(m_open);
    addReject(tr("Close"));
    m_write = new Button(QString(), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    addButton(m_write);
    connect(m_view, &Segments::chosen, this, &SamePersonDialog::read);
    connect(m_list, &Table::currentRowChanged, this, &SamePersonDialog::showPair);
    connect(m_write, &QPushButton::clicked, this, &SamePersonDialog::write);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const LikelyPair *pair = chosen()) {
            Q_EMIT openRequested(pair->older.id);
            reject();
        }
    });
    read();
}

bool SamePersonDialog::showsMerged() const
{
    return m_view->value() == u"merged";
}

const LikelyPair *SamePersonDialog::chosen() const
{
    return m_pairs->row(m_list->currentRow());
}

void SamePersonDialog::read()
{
    m_write->setText(showsMerged() ? tr("Two people: take apart") : tr("One person: make them one"));
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, merged = showsMerged()](const Snapshot &s) {
        return merged ? mergedPairs(s, actor) : likelyPairs(s, actor);
    }),
              this, [this, asked](const Result<std::vector<LikelyPair>> &pairs) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!pairs)
                      return complain(pairs.error());
                  m_pairs->setRows(*pairs);
                  if (!pairs->empty())
                      m_list->setCurrentRow(0);
                  showPair();
                  m_list->setFocus();
              });
}

/// Looking at a pair opens both records, and stands in the log as that.
void SamePersonDialog::showPair()
{
    const LikelyPair *pair = chosen();
    m_sides->setVisible(pair != nullptr);
    m_write->setEnabled(pair != nullptr);
    m_open->setEnabled(pair != nullptr);
    m_reason->clear();
    m_complaint->hide();
    if (pair == nullptr)
        return;
    m_older->setFacts(factsOf(pair->older, {}));
    m_newer->setFacts(factsOf(pair->newer, {}));
    const auto read = [actor = m_workplace.actor, older = pair->older,
                       newer = pair->newer](const Snapshot &s) -> Result<PairShown> {
        YIGONG_TRY(openResident(s, actor, older.id));
        if (newer.mergedInto.isNone())
            YIGONG_TRY(openResident(s, actor, newer.id));
        YIGONG_LET(olderSite, siteName(s, older.site));
        YIGONG_LET(newerSite, siteName(s, newer.site));
        return PairShown{olderSite, newerSite};
    };
    whenReady(m_workplace.db.readLater(read), this,
              [this, one = pair->older, other = pair->newer](const Result<PairShown> &shown) {
                  const LikelyPair *now = chosen();
                  if (!shown || now == nullptr || now->older.id != one.id || now->newer.id != other.id)
                      return;
                  m_older->setFacts(factsOf(one, shown->olderSite));
                  m_newer->setFacts(factsOf(other, shown->newerSite));
              });
}

void SamePersonDialog::write()
{
    const LikelyPair *pair = chosen();
    if (pair == nullptr)
        return;
    m_write->setEnabled(false);
    const auto job = [older = pair->older.id, newer = pair->newer.id, merged = showsMerged(),
                      reason = m_reason->text()](Transaction &tx) -> Result<void> {
        if (merged)
            return unmergeResident(tx, newer, reason);
        return mergeResidents(tx, older, newer, reason).transform([](Id) {});
    };
    whenReady(m_workplace.db.writeLater(m_workplace.actor, job), this, [this](const Result<void> &done) {
        m_write->setEnabled(true);
        if (!done)
            return complain(done.error());
        Q_EMIT changed();
        read();
    });
}

void SamePersonDialog::complain(const Error &error)
{
    m_complaint->setText(error.kind == ErrorKind::ReasonRequired
                             ? tr("Write how you know: the reason stays in the record.")
                             : sentence(error));
    m_complaint->show();
    if (error.kind == ErrorKind::ReasonRequired)
        m_reason->setFocus();
}

} // namespace yigong
