// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/departure_dialog.h"
#include "core/patients/departures.h"
#include "core/patients/undo.h"
#include "ui/shell/sentences.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"

namespace yigong {

namespace {

Options actsFor(const Patient &patient, bool canMove)
{
    const auto option = [](const char *key, const QString &word) { return Option{QString::fromLatin1(key), word}; };
    if (!patient.deceasedOn.isNone())
        return {option("revive", DepartureDialog::tr("Alive after all"))};
    if (patient.leftOn.isValid())
        return {option("back", DepartureDialog::tr("Is back")), option("stay", DepartureDialog::tr("Had not moved")),
                option("die", DepartureDialog::tr("Died"))};
    Options acts{option("out", DepartureDialog::tr("Moved out")), option("die", DepartureDialog::tr("Died"))};
    if (canMove)
        acts.insert(1, option("move", DepartureDialog::tr("To another village")));
    return acts;
}

} // namespace

DepartureDialog::DepartureDialog(Workplace &workplace, const Patient &patient, const std::vector<Site> &sites,
                                 QWidget *parent)
    : Dialog(tr("What became of %1").arg(patient.name), parent), m_workplace(workplace), m_patient(patient)
{
    setWidthSp(560);
    auto *form = new QWidget(this);
    form->setLayout(makeColumn(10));
    body()->addWidget(form);
    Options villages;
    for (const Site &site : sites)
        if (site.id != patient.site && site.tier == Tier::Village)
            villages.append({site.id.text(), site.name});
    const Options acts = actsFor(patient, !villages.isEmpty());
    m_what = new Segments(acts, tr("What happened"), form);
    m_what->setValue(acts.front().key);
    m_day = new Field(tr("Day"), form);
    m_day->setText(m_workplace.clock.today().toString(Qt::ISODate));
    m_day->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_day->setWidthSp(140);
    m_place = new Field(tr("Where to"), form);
    m_site = new ComboField(tr("Village"), villages, form);
    m_reason = new Field(tr("Reason"), form);
    auto *what = new FormRow(tr("What"), m_what, form);
    what->addStretch();
    m_dayRow = new FormRow(tr("Day"), m_day, form);
    m_dayRow->addStretch();
    m_placeRow = new FormRow(tr("Where to"), m_place, form);
    m_siteRow = new FormRow(tr("Village"), m_site, form);
    m_reasonRow = new FormRow(tr("Reason"), m_reason, form);
    for (FormRow *row : {what, m_dayRow, m_placeRow, m_siteRow, m_reasonRow})
        form->layout()->addWidget(row);
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, this);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    body()->addWidget(m_complaint);
    addReject(tr("Leave"));
    m_save =
        new Button(tr("Write down"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    addButton(m_save);
    auto *walk = new EnterMovesOn(form);
    connect(walk, &EnterMovesOn::endReached, this, [this] { m_save->setFocus(); });
    connect(m_what, &Segments::chosen, this, &DepartureDialog::choose);
    connect(m_save, &QPushButton::clicked, this, &DepartureDialog::save);
    choose();
}

void DepartureDialog::choose()
{
    const QString what = m_what->value();
    m_dayRow->setVisible(what == u"die" || what == u"out" || what == u"back");
    m_placeRow->setVisible(what == u"out");
    m_siteRow->setVisible(what == u"move");
    m_reason->setPlaceholderText(what == u"die" ? tr("the cause, as told") : QString());
    m_complaint->hide();
}

std::function<Result<void>(Transaction &)> DepartureDialog::act() const
{
    const QString what = m_what->value(), reason = m_reason->text(), place = m_place->text();
    const Id patient = m_patient.id;
    const auto day = PartialDate::parse(m_day->text().trimmed());
    if (m_dayRow->isVisible() && (!day || (what != u"die" && !day->isWhole())))
        return [text = m_day->text()](Transaction &) -> Result<void> {
            return fail(ErrorKind::Invalid, QStringLiteral("day"), {text});
        };
    if (what == u"die")
        return [=](Transaction &tx) { return recordDeath(tx, patient, *day, reason); };
    if (what == u"out")
        return [=](Transaction &tx) { return moveOut(tx, patient, day->earliest(), place, reason); };
    if (what == u"back")
        return [=](Transaction &tx) { return comeBack(tx, patient, day->earliest(), reason); };
    if (what == u"stay")
        return [=](Transaction &tx) { return undoMoveOut(tx, patient, reason); };
    if (what == u"revive")
        return [=](Transaction &tx) { return undoDeath(tx, patient, reason); };
    const Id site = Id::parse(m_site->value()).value_or(Id{});
    return [=](Transaction &tx) { return moveToSite(tx, patient, site, reason); };
}

void DepartureDialog::save()
{
    m_save->setEnabled(false);
    whenReady(m_workplace.db.writeLater(m_workplace.actor, [write = act()](Transaction &tx) { return write(tx); }),
              this, [this](const Result<void> &answer) {
                  m_save->setEnabled(true);
                  if (!answer) {
                      m_complaint->setText(sentence(answer.error()));
                      return m_complaint->show();
                  }
                  Q_EMIT written(tr("It is written down in the record of %1").arg(m_patient.name));
                  accept();
              });
}

} // namespace yigong
