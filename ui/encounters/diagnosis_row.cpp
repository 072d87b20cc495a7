// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/diagnosis_row.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace yigong {
namespace {

Suggestions diagnosesLike(const Catalogue &codes, const QString &typed)
{
    Suggestions found;
    for (const Diagnosis *diagnosis : codes.diagnoses().search(typed, 12))
        found.append({diagnosis->code, diagnosis->name, Cell({plain(diagnosis->name), small(diagnosis->code)})});
    return found;
}

} // namespace

DiagnosisRow::DiagnosisRow(const Catalogue &codes, QWidget *parent)
    : QWidget(parent), m_codes(codes), m_flow(new FlowLayout(this)), m_box(new SuggestBox(tr("Add a diagnosis"), this)),
      m_complaint(new Label(QString(), TextStyle::Secondary, Token::Danger, this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_box->setWidthSp(270);
    m_box->setPlaceholderText(tr("Add: name, initials or code"));
    m_box->setClearsOnPick(true);
    m_box->setSource([this](const QString &typed) { return diagnosesLike(m_codes, typed); });
    connect(m_box, &SuggestBox::picked, this, [this](const Suggestion &picked) { pick(picked.key.toString()); });
    m_flow->addWidget(m_box);
    m_flow->addWidget(m_complaint);
    m_complaint->hide();
}

void DiagnosisRow::setDiagnoses(std::vector<DiagnosisEntry> diagnoses)
{
    m_diagnoses = std::move(diagnoses);
    showChips();
}

void DiagnosisRow::complain(const QString &sentence)
{
    m_box->setState(sentence.isEmpty() ? FieldState::Normal : FieldState::Error);
    m_complaint->setText(sentence);
    m_complaint->setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty())
        m_box->setFocus();
}

void DiagnosisRow::pick(const QString &code)
{
    const Diagnosis *diagnosis = m_codes.diagnoses().find(code);
    const bool known = std::any_of(m_diagnoses.begin(), m_diagnoses.end(),
                                   [&](const DiagnosisEntry &entry) { return entry.code == code; });
    if (diagnosis == nullptr || known)
        return;
    m_diagnoses.push_back({diagnosis->code, diagnosis->name, m_diagnoses.empty()});
    complain({});
    showChips();
    Q_EMIT edited();
}

void DiagnosisRow::remove(std::size_t place)
{
    const bool wasMain = m_diagnoses[place].primary;
    m_diagnoses.erase(m_diagnoses.begin() + static_cast<std::ptrdiff_t>(place));
    if (wasMain && !m_diagnoses.empty())
        m_diagnoses.front().primary = true;
    showChips();
    m_box->setFocus();
    Q_EMIT edited();
}

void DiagnosisRow::makeMain(std::size_t place)
{
    for (std::size_t i = 0; i < m_diagnoses.size(); ++i)
        m_diagnoses[i].primary = i == place;
    showChips();
    Q_EMIT edited();
}

void DiagnosisRow::showChips()
{
    for (QWidget *chip : std::as_const(m_chips)) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater(); // one of them may be the sender
    }
    m_chips.clear();
    m_flow->removeWidget(m_box);
    m_flow->removeWidget(m_complaint);
    for (std::size_t i = 0; i < m_diagnoses.size(); ++i) {
        const DiagnosisEntry &entry = m_diagnoses[i];
        const QString word = entry.code + QStringLiteral("  ") + entry.name;
        auto *chip = new PickedChip({entry.primary ? ChipKind::Info : ChipKind::Plain,
                                     entry.primary ? word + QStringLiteral("  ") + tr("main") : word},
                                    this);
        connect(chip, &QPushButton::clicked, this, [this, i] { makeMain(i); });
        connect(chip, &PickedChip::removeRequested, this, [this, i] { remove(i); });
        m_flow->addWidget(chip);
        m_chips.append(chip);
        chip->show();
    }
    m_flow->addWidget(m_box);
    m_flow->addWidget(m_complaint);
    // The chips come in before the box: were the box moved behind them, which are the window's newest, Enter and Tab
    // would leave the form from it.
    QWidget *before = m_box->previousInFocusChain();
    while (before != m_box && (before->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
        before = before->previousInFocusChain();
    for (QWidget *chip : std::as_const(m_chips)) {
        setTabOrder(before, chip);
        before = chip;
    }
    m_flow->invalidate();
    updateGeometry();
}

} // namespace yigong
