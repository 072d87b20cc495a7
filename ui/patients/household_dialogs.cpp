// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/household_dialogs.h"
#include "core/patients/find.h"
#include "core/patients/households.h"
#include "ui/shell/words.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"

namespace yigong {

namespace {

constexpr int foundAtMost = 12;

QString lineOf(const Patient &patient, QDate today)
{
    QStringList words{patient.name, sexAndAge(patient.sex, patient.birthDate, today), patient.address};
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace

PersonAndRelation::PersonAndRelation(Workplace &workplace, Asks asks, const QString &title, QWidget *parent)
    : Dialog(title, parent), m_workplace(workplace), m_asks(asks)
{
    setWidthSp(560);
    m_typed = new Field(tr("Name or number"), this);
    m_found = new ComboField(tr("Resident"), {}, this);
    Options relations;
    for (const QString &relation : householdRelations())
        if (relation != QStringView(headRelation))
            relations.append({relation, relation});
    m_relation = new ComboField(tr("Relation"), relations, this);
    m_phone = new Field(tr("Phone"), this);
    m_phone->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_phone->setVisible(asks == Asks::Carer);
    QList<QPair<QString, QWidget *>> rows{{tr("Name or number"), m_typed},
                                          {tr("Resident"), m_found},
                                          {asks == Asks::Member ? tr("To the head") : tr("Is their"), m_relation}};
    if (asks == Asks::Carer)
        rows.append({tr("Phone"), m_phone});
    addForm(rows);
    addReject(tr("Leave"));
    addAccept(tr("Save"), ButtonKind::Primary, QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(m_typed, &QLineEdit::textEdited, this, &PersonAndRelation::search);
    m_typed->setFocus();
}

void PersonAndRelation::search()
{
    const auto asked = m_question.ask();
    const QString text = m_typed->text().trimmed();
    if (text.isEmpty())
        return m_found->setOptions({});
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, text](const Snapshot &s) {
        return findPatients(s, actor, text, foundAtMost);
    }),
              this, [this, asked](const Result<FoundPatients> &found) {
                  if (!found || !m_question.isLatest(asked))
                      return;
                  Options options;
                  if (m_asks == Asks::Carer)
                      options.append({QString(), tr("Nobody of these: as typed")});
                  for (const FoundPatient &one : found->patients)
                      if (one.basis != Basis::None)
                          options.append({one.patient.id.text(), lineOf(one.patient, m_workplace.clock.today())});
                  m_found->setOptions(options);
                  const bool isSomebody = options.size() > (m_asks == Asks::Carer ? 1 : 0);
                  m_found->setCurrentIndex(isSomebody ? static_cast<int>(m_asks == Asks::Carer) : options.size() - 1);
              });
}

Id PersonAndRelation::patient() const
{
    return Id::parse(m_found->value()).value_or(Id{});
}

QString PersonAndRelation::name() const
{
    return patient().isNone() ? m_typed->text().trimmed() : QString();
}

QString PersonAndRelation::phone() const
{
    return m_phone->text().trimmed();
}

QString PersonAndRelation::relation() const
{
    return m_relation->value();
}

} // namespace yigong
