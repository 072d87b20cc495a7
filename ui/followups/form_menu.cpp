// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/form_menu.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"

#include <QMenu>
#include <QPointer>
#include <algorithm>

namespace yigong {

FormMenu::FormMenu(Workplace &place, QWidget *parent) : QObject(parent), m_place(place) {}

void FormMenu::open(Id patient, QWidget *under)
{
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, today](const Snapshot &s) {
        return programsOf(s, actor, patient, today);
    }),
              this,
              [this, asked, patient, over = QPointer(under)](const Result<std::vector<ResidentProgram>> &programs) {
                  if (!m_question.isLatest(asked) || !over)
                      return;
                  if (!programs)
                      return Q_EMIT failed(programs.error());
                  show(patient, *programs, over);
              });
}

void FormMenu::add(Id patient, const QString &words, const QString &code)
{
    const auto number = m_menu->actions().size() + 1;
    QString said = words;
    said.replace(u'&', QStringLiteral("&&"));
    if (number < 10) // one key each
        said = QStringLiteral("&%1  ").arg(number) + said;
    m_menu->addAction(said, this, [this, patient, code] { Q_EMIT formChosen(patient, code); });
}

void FormMenu::show(Id patient, const std::vector<ResidentProgram> &programs, QWidget *under)
{
    if (m_menu)
        m_menu->deleteLater();
    m_menu = new QMenu(under);
    QStringList codes;
    for (const ResidentProgram &one : programs) {
        if (!one.isIn())
            continue;
        if (hasOwnRecord(one.program)) {
            if (!codes.contains(QString())) // one page for both
                add(patient, FollowUpWords::program(one.program), {});
            codes.append(QString());
            continue;
        }
        QStringList forms = formsOfProgram(one.program);
        std::stable_partition(forms.begin(), forms.end(),
                              [&one](const QString &code) { return code == one.next.nextForm; });
        for (const QString &code : forms) {
            const bool isDue = code == one.next.nextForm;
            add(patient, isDue ? tr("%1 (due)").arg(FormWords::due(code, one.next.nextStage)) : FormWords::form(code),
                code);
            codes.append(code);
        }
    }
    if (!codes.contains(QLatin1String(healthCheckForm)))
        add(patient, FormWords::form(QString::fromLatin1(healthCheckForm)), QString::fromLatin1(healthCheckForm));
    m_menu->addSeparator();
    m_menu->addAction(tr("Programs of this resident …"), this, [this, patient] { Q_EMIT programsChosen(patient); });
    m_menu->popup(under->mapToGlobal(QPoint(0, under->height())));
    if (!m_menu->actions().isEmpty())
        m_menu->setActiveAction(m_menu->actions().front());
}

} // namespace yigong
