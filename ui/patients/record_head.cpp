// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/record_head.h"
#include "core/patients/patient_text.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace yigong {

namespace {

constexpr int chipGap = 8;

} // namespace

ChipRow::ChipRow(QWidget *parent)
    : QWidget(parent), m_folded(new Label(QString(), TextStyle::Secondary, Token::Text2, this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_folded->hide();
    followTheme(this, [this] {
        updateGeometry();
        fit();
    });
}

void ChipRow::setChips(const QList<ChipSpec> &specs)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    QStringList words;
    for (const ChipSpec &spec : specs) {
        m_chips.append(new Chip(spec, this));
        words.append(spec.word);
    }
    setToolTip(words.join(u'、'));
    updateGeometry();
    fit();
}

QSize ChipRow::sizeHint() const
{
    QSize size(0, theme().sp(24));
    for (const Chip *chip : m_chips)
        size.rwidth() += chip->sizeHint().width() + (size.width() > 0 ? theme().dp(chipGap) : 0);
    return size;
}

QSize ChipRow::minimumSizeHint() const
{
    return {0, theme().sp(24)};
}

void ChipRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// The number of those left out needs room, too: it takes the place of as many chips as that asks for.
void ChipRow::fit()
{
    const int gap = theme().dp(chipGap);
    const auto endOf = [this, gap](qsizetype count) {
        int x = 0;
        for (qsizetype i = 0; i < count; ++i)
            x += m_chips[i]->sizeHint().width() + gap;
        return x;
    };
    qsizetype shown = m_chips.size();
    m_folded->setText({});
    while (shown > 0 &&
           endOf(shown) - gap + (m_folded->text().isEmpty() ? 0 : gap + m_folded->sizeHint().width()) > width()) {
        --shown;
        m_folded->setText(tr("and %n more", nullptr, static_cast<int>(m_chips.size() - shown)));
    }
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const QSize size = m_chips[i]->sizeHint();
        m_chips[i]->setGeometry(endOf(i), (height() - size.height()) / 2, size.width(), size.height());
        m_chips[i]->setVisible(i < shown);
    }
    const QSize size = m_folded->sizeHint();
    m_folded->setGeometry(endOf(shown), (height() - size.height()) / 2, size.width(), size.height());
    m_folded->setVisible(shown < m_chips.size());
}

RecordHead::RecordHead(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_name(new Label(QString(), TextStyle::Title, Token::Text, this)),
      m_who(new RunsLabel({}, this)), m_chips(new ChipRow(this)), m_where(new RunsLabel({}, this))
{
    auto *row = makeRow(8);
    setLayout(row);
    auto *words = makeColumn(4);
    auto *first = makeRow(10);
    m_who->setElided(true);
    m_who->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    first->addWidget(m_name);
    first->addWidget(m_who);
    first->addWidget(m_chips, 1);
    m_where->setElided(true);
    words->addLayout(first);
    words->addWidget(m_where);
    row->addLayout(words, 1);
    addButtons(row);
}

void RecordHead::addButtons(QHBoxLayout *row)
{
    const bool refers = m_workplace.may(Door::SendReferral) && m_workplace.tier() != Tier::County;
    const auto add = [this, row](Button *button, bool may, void (RecordHead::*asked)()) {
        connect(button, &QPushButton::clicked, this, asked);
        row->addWidget(button);
        button->setVisible(may);
    };
    add(new Button(tr("Change"), ButtonKind::Normal, Icon::Edit, QKeySequence(Qt::ALT | Qt::Key_E), this),
        m_workplace.may(Door::EditPatient), &RecordHead::editRequested);
    add(new Button(tr("Refer"), ButtonKind::Normal, Icon::Referral, Qt::Key_F8, this), refers,
        &RecordHead::referralRequested);
    add(new Button(tr("Follow up"), ButtonKind::Normal, Icon::Follow, Qt::Key_F6, this),
        m_workplace.may(Door::WriteFollowUp), &RecordHead::followUpRequested);
    add(new Button(tr("See"), ButtonKind::Primary, Icon::Visit, Qt::Key_F4, this), m_workplace.may(Door::WriteVisit),
        &RecordHead::visitRequested);
}

void RecordHead::setRecord(const ResidentRecord &record)
{
    const Patient &p = record.patient;
    const QDate today = m_workplace.clock.today();
    m_name->setText(p.name);
    m_who->setRuns({plain(sexAndAge(p.sex, p.birthDate, today))});
    m_who->setFixedWidth(runsWidth(m_who->runs()) + 2);
    m_chips->setChips(conditionChips(p, today));
    Runs where;
    for (const QString &word :
         {p.birthDate.text(), p.address, maskedPhone(p.phone), idTail(p.idNumber), record.siteName})
        if (!word.isEmpty())
            where.append(small(word, Token::Text2));
    m_where->setRuns(where);
}

} // namespace yigong
