// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/visit_side.h"
#include "ui/widgets/button.h"

namespace yigong {
namespace {

QWidget *recordRow(QWidget *parent, const QString &record, const QString &what)
{
    auto *box = new QWidget(parent);
    auto *row = makeRow(10);
    box->setLayout(row);
    row->addWidget(new IconLabel(Icon::Check, 16, Token::Ok, box));
    auto *words = new RunsLabel({plain(record), soft(what)}, box);
    row->addWidget(words, 1);
    return box;
}

Runs yuan(Money money, bool total)
{
    return {total ? bold(money.yuan()) : plain(money.yuan()), unit(VisitSide::tr("yuan"))};
}

} // namespace

VisitSide::VisitSide(QWidget *parent)
    : QWidget(parent), m_records(new Card(tr("What this visit records"), {}, this)),
      m_advice(new VerdictPanel(BannerKind::Warn, this)),
      m_adviceWhy(new Label(QString(), TextStyle::Body, Token::Text, m_advice)), m_fees(new FactList)
{
    auto *column = makeColumn(12);
    setLayout(column);
    column->addWidget(m_records);
    column->addWidget(m_advice);
    m_adviceWhy->setWordWrap(true);
    m_advice->body()->addWidget(m_adviceWhy);
    auto *refer = new Button(tr("Sign and refer with this visit"), ButtonKind::Normal, Icon::Referral, {}, m_advice);
    refer->setKeyCap(QStringLiteral("F8"));
    connect(refer, &QPushButton::clicked, this, &VisitSide::referRequested);
    m_advice->body()->addWidget(refer);
    auto *fees = new Card(tr("Fees"), {}, this);
    fees->body()->addWidget(m_fees);
    column->addWidget(fees);
    column->addStretch(1);
    m_advice->hide();
}

void VisitSide::setOutline(const VisitOutline &outline)
{
    setRecords(outline);
    setAdvice(outline);
    m_fees->setFacts({{tr("Drugs"), yuan(outline.drugs, false)},
                      {tr("Consultation"), yuan(outline.consultation, false)},
                      {tr("Together"), yuan(outline.drugs + outline.consultation, true)}});
}

void VisitSide::setRecords(const VisitOutline &outline)
{
    QVBoxLayout *body = m_records->body();
    while (QLayoutItem *item = body->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [&](const QString &record, const QString &what) {
        body->addWidget(recordRow(m_records, record, what));
    };
    add(tr("Visit"), outline.diagnoses.isEmpty() ? tr("to be signed") : outline.diagnoses.first());
    if (!outline.pressure.isEmpty())
        add(tr("Pressure trend"), outline.pressure);
    else if (outline.measured > 0)
        add(tr("Measured"), tr("%n value(s)", nullptr, outline.measured));
    if (outline.lines > 0)
        add(tr("Prescription"), tr("%n drug(s)", nullptr, outline.lines));
    if (outline.handedOut > 0)
        add(tr("Stock"), tr("%n drug(s) off the shelf", nullptr, outline.handedOut));
    add(tr("Report of month %1").arg(outline.month),
        outline.lines > 0 ? tr("visits 1, prescriptions 1") : tr("visits 1"));
}

void VisitSide::setAdvice(const VisitOutline &outline)
{
    m_advice->setVisible(outline.veryHigh || outline.aboveAgain);
    if (outline.veryHigh) {
        m_advice->setKind(BannerKind::Danger);
        m_advice->setVerdict(tr("180/110 or more"));
        m_adviceWhy->setText(tr("See to it now, refer, and look again within 2 weeks."));
    } else if (outline.aboveAgain) {
        m_advice->setKind(BannerKind::Warn);
        m_advice->setVerdict(tr("Above target twice in a row"));
        m_adviceWhy->setText(tr("The standard advises to refer and to look again within 2 weeks."));
    }
}

} // namespace yigong
