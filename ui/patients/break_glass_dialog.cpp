// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/break_glass_dialog.h"

namespace yigong {

BreakGlassDialog::BreakGlassDialog(Workplace &workplace, Id patient, const QString &who, const QString &siteName,
                                   QWidget *parent)
    : ActDialog(tr("Open the record of %1").arg(who), tr("Open for this reason"), Icon::Key, parent,
                ButtonKind::Danger),
      m_workplace(workplace), m_patient(patient), m_reason(new Field(tr("Reason"), this)),
      m_length(new Label(QString(), TextStyle::Secondary, Token::Text2, this))
{
    addSentence(tr("%1 looks after this resident, and you have no visit or referral of theirs. Your reason, your name "
                   "and the time go to %1 and to the county, and stay in the log. The record then opens to you alone, "
                   "for a limited time, to read only.")
                    .arg(siteName.isEmpty() ? tr("Another site") : siteName));
    auto *common = new QWidget(this);
    auto *row = makeRow(8);
    common->setLayout(row);
    for (const QString &reason : {tr("Emergency, must know allergies and drugs"),
                                  tr("The resident asks me to, is here"), tr("Asked for advice by telephone")}) {
        auto *button = new Button(reason, ButtonKind::Normal, Icon::None, {}, common);
        connect(button, &QPushButton::clicked, this, [this, reason] {
            m_reason->setText(reason);
            m_reason->setFocus();
        });
        row->addWidget(button);
    }
    row->addStretch(1);
    body()->addWidget(common);
    m_reason->setMaxLength(longestReason);
    m_reason->setPlaceholderText(tr("why you must read it, in words that %1 will understand").arg(siteName));
    addForm({{tr("Reason"), m_reason}, {QString(), m_length}});
    setFieldOf(QStringLiteral("reason"), m_reason);
    const auto count = [this] {
        const qsizetype length = m_reason->text().trimmed().toUcs4().size();
        m_length->setText(length >= shortestReason ? QString() : tr("at least %n characters", nullptr, shortestReason));
        m_reason->setState(FieldState::Normal);
    };
    connect(m_reason, &QLineEdit::textChanged, this, count);
    count();
    setWidthSp(720);
    m_reason->setFocus();
}

void BreakGlassDialog::act()
{
    closesAfter(m_workplace.db.writeLater(m_workplace.actor,
                                          [patient = m_patient, reason = m_reason->text()](Transaction &tx) {
                                              return breakGlass(tx, patient, reason);
                                          }),
                [this](const BreakGlass &record) { Q_EMIT opened(record.patient); });
}

} // namespace yigong
