// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/referral_detail.h"
#include "ui/contracts/contract_words.h"
#include "ui/encounters/spoken.h"
#include "ui/sync/conflict_case.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/scroll_area.h"
#include <QPainter>

namespace yigong {
namespace {

struct MarkLook
{
    Icon icon;
    Token tone;
};

MarkLook lookOf(TrailStep::Mark mark)
{
    switch (mark) {
    case TrailStep::Mark::Done:
        return {Icon::Ok, Token::Ok};
    case TrailStep::Mark::Now:
        return {Icon::Clock, Token::Warn};
    case TrailStep::Mark::Late:
        return {Icon::Warn, Token::Danger};
    case TrailStep::Mark::Failed:
        return {Icon::Stop, Token::Danger};
    case TrailStep::Mark::Ahead:
        return {Icon::More, Token::Text3};
    }
    return {Icon::None, Token::Text};
}

/// Red warns of an allergy; "none" and "not known" are said plainly, so that red keeps its weight.
Token toneOf(const QString &allergyStatement)
{
    const bool none = allergyStatement.startsWith(u'无') || allergyStatement.startsWith(u"不详");
    return none ? Token::Text2 : Token::Danger;
}

Runs joinedWords(const QStringList &words)
{
    Runs runs;
    for (const QString &word : words)
        if (!word.isEmpty())
            runs.append(plain(word));
    return runs;
}

QList<QPair<QString, Runs>> visitFacts(const AttachedVisit &visit)
{
    QStringList measured, drugs, diagnoses;
    for (const Observation &value : visit.observations)
        measured.append(value.display + u' ' + value.value + u' ' + value.unit);
    for (const Condition &condition : visit.conditions)
        diagnoses.append(condition.display);
    for (const MedicationRequest &line : visit.prescriptions)
        drugs.append(line.name + u' ' + line.frequency + u' ' + line.dose);
    return {
        {ReferralDetail::tr("Visit"), {plain(visit.encounter.complaint), small(civilDateTime(visit.encounter.start))}},
        {ReferralDetail::tr("Diagnoses"), joinedWords(diagnoses)},
        {ReferralDetail::tr("Measured"), joinedWords(measured)},
        {ReferralDetail::tr("Prescribed"), joinedWords(drugs)},
        {ReferralDetail::tr("Advice"), {plain(visit.encounter.advice)}}};
}

QString wordsOf(const ReferralEvent &event)
{
    for (const QString &text : {event.note, event.treatment, event.diagnosis})
        if (!text.isEmpty())
            return text;
    return {};
}

} // namespace

StateTrail::StateTrail(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void StateTrail::setSteps(QList<TrailStep> steps)
{
    m_steps = std::move(steps);
    QStringList words;
    for (const TrailStep &step : std::as_const(m_steps))
        words.append(step.title + u' ' + step.note);
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

QSize StateTrail::sizeHint() const
{
    return {theme().sp(600),
            theme().lineHeight(TextStyle::Body) + theme().lineHeight(TextStyle::Secondary) + theme().dp(6)};
}

void StateTrail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_steps.isEmpty())
        return;
    const int step = width() / static_cast<int>(m_steps.size());
    const int icon = theme().sp(20);
    const int line = theme().lineHeight(TextStyle::Body);
    for (int i = 0; i < m_steps.size(); ++i) {
        const TrailStep &shown = m_steps[i];
        const MarkLook look = lookOf(shown.mark);
        const int left = i * step;
        paintIcon(painter, QRect(left, (line - icon) / 2, icon, icon),
                  shown.mark == TrailStep::Mark::Ahead ? Icon::More : look.icon, theme().color(look.tone));
        const int text = left + icon + theme().dp(10);
        const bool now = shown.mark == TrailStep::Mark::Now || shown.mark == TrailStep::Mark::Late;
        const QRect above(text, 0, step - icon - theme().dp(18), line);
        paintRuns(painter, above,
                  {now ? bold(shown.title)
                       : plain(shown.title, shown.mark == TrailStep::Mark::Ahead ? Token::Text3 : Token::Text)});
        paintRuns(painter, above.translated(0, line), {small(shown.note, now ? look.tone : Token::Text3)});
    }
}

ReferralDetail::ReferralDetail(Workplace &place, QWidget *parent)
    : Card({}, {}, parent), m_place(place), m_title(new RunsLabel({}, this)), m_why(new RunsLabel({}, this)),
      m_contract(new Chip({}, this)), m_gives(new RunsLabel({}, this)), m_trail(new StateTrail(this)),
      m_actions(makeRow(8))
{
    auto *head = makeRow(12);
    m_title->setElided(true);
    head->addWidget(m_title, 1);
    head->addLayout(m_actions);
    body()->addLayout(head);
    m_why->setElided(true);
    body()->addWidget(m_why);
    auto *contract = makeRow(8);
    m_gives->setElided(true);
    contract->addWidget(m_contract);
    contract->addWidget(m_gives, 1);
    body()->addLayout(contract);
    body()->addWidget(new Rule(Qt::Horizontal, this));
    body()->addWidget(m_trail);
}

void ReferralDetail::setView(const ReferralView &view)
{
    const ServiceRequest &referral = view.row.referral;
    Runs title{bold(view.row.patientName), plain(view.row.toName)};
    if (!referral.department.isEmpty())
        title.append(plain(referral.department));
    title.append(small(tr("No. %1").arg(referral.number)));
    if (view.visit)
        title.append(
            small(tr("with the visit of %1").arg(civilDay(view.visit->encounter.start).toString(Qt::ISODate))));
    m_title->setRuns(title);
    m_contract->setSpec(ContractWords::markChip(view.contract));
    const bool isSigned = !m_contract->spec().isEmpty();
    m_gives->setVisible(isSigned);
    if (isSigned)
        m_gives->setRuns(ContractWords::markWords(view.contract, m_place.clock.today()).mid(1));
    Runs why;
    for (const DisputedField &field : disputedFields(view.conflicts))
        why.append(
            bold(tr("%1 not settled: %2").arg(field.word, field.values.join(QStringLiteral(" / "))), Token::Warn));
    why.append(plain(referral.reason));
    if (!referral.diagnosis.isEmpty())
        why.append(soft(referral.diagnosis));
    if (!referral.allergyStatement.isEmpty())
        why.append(plain(tr("allergies: %1").arg(referral.allergyStatement), toneOf(referral.allergyStatement)));
    m_why->setRuns(why);
    m_trail->setSteps(ReferralWords::trail(view, m_place.clock.today()));
    m_acts = actsFor(view, m_place);
    showActs();
}

void ReferralDetail::showActs()
{
    for (QWidget *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    auto *look = new Button(tr("Look"), ButtonKind::Plain, Icon::Eye, {}, this);
    look->setKeyCap(tr("Space"));
    connect(look, &QPushButton::clicked, this, &ReferralDetail::lookRequested);
    m_buttons.append(look);
    // The next act stands last, as in an action bar, and is the only filled one.
    for (std::size_t i = m_acts.size(); i-- > 0;) {
        const ReferralAct act = m_acts[i];
        const ActLook words = yigong::lookOf(act);
        const bool refuses = act == ReferralAct::Withdraw || act == ReferralAct::Reject;
        const bool next = i == 0 && !refuses;
        auto *button =
            new Button(words.word, next ? ButtonKind::Primary : ButtonKind::Normal, words.icon,
                       act == ReferralAct::Reject ? QKeySequence(Qt::ALT | Qt::Key_R) : QKeySequence(), this);
        if (next)
            button->setKeyCap(QStringLiteral("Enter"));
        connect(button, &QPushButton::clicked, this, [this, act] { Q_EMIT actRequested(act); });
        m_buttons.append(button);
    }
    for (QWidget *button : std::as_const(m_buttons))
        m_actions->addWidget(button);
}

void lookAtReferral(const ReferralView &view, QDate today, QWidget *parent)
{
    const ServiceRequest &referral = view.row.referral;
    Dialog dialog(ReferralDetail::tr("Referral %1 of %2").arg(referral.number, view.row.patientName), parent);
    dialog.setWidthSp(720);
    QStringList allergies;
    for (const AllergyIntolerance &allergy : view.allergies)
        allergies.append(allergy.substance);
    QList<QPair<QString, Runs>> facts{
        {ReferralDetail::tr("Reason"), {plain(referral.reason), small(ReferralWords::urgency(referral.urgency))}},
        {ReferralDetail::tr("Impression"), {plain(referral.diagnosis)}},
        {ReferralDetail::tr("Story"), {plain(referral.summary)}},
        {ReferralDetail::tr("Allergies"),
         {plain(referral.allergyStatement, toneOf(referral.allergyStatement)), small(allergies.join(u'、'))}}};
    if (const Runs contract = ContractWords::markWords(view.contract, today); !contract.front().text.isEmpty())
        facts.append({ReferralDetail::tr("Contract"), contract});
    if (view.visit)
        facts += visitFacts(*view.visit);
    for (const ReferralEvent &event : view.events) {
        const auto who = view.staff.find(event.practitioner);
        const QString whose = who == view.staff.end() ? QString() : who->second;
        facts.append({Spoken::moment(event.at, today), {plain(wordsOf(event)), small(whose)}});
    }
    for (const CarePlanActivity &item : view.activities)
        facts.append({item.dueOn.toString(Qt::ISODate),
                      {plain(item.what), item.doneOn.isValid() ? plain(item.outcome, Token::Ok)
                                                               : small(ReferralDetail::tr("to be done"))}});
    auto *list = new FactList;
    list->setLabelWidthSp(120);
    list->setFacts(facts);
    auto *scroll = new ScrollArea(list, &dialog);
    setFixedSizeSp(scroll, 0, 460);
    dialog.body()->addWidget(scroll);
    dialog.addReject(ReferralDetail::tr("Back"));
    dialog.exec();
}

} // namespace yigong
