// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/missing_filter.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/label.h"

namespace yigong {

MissingFilter::MissingFilter(Workplace &workplace, QWidget *parent) : QWidget(parent), m_workplace(workplace)
{
    auto *column = makeColumn(6);
    setLayout(column);
    m_items = new ComboField(tr("What files lack"), {{QString(), tr("Whatever their file lacks")}}, this);
    m_items->setValue({});
    m_figure = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    column->addWidget(m_items);
    column->addWidget(m_figure);
    setVisible(m_workplace.may(Door::ReadReport) && m_workplace.tier() != Tier::County);
    connect(m_items, &ComboField::chosen, this, &MissingFilter::chosen);
}

QString MissingFilter::value() const
{
    return m_items->value();
}

void MissingFilter::refresh()
{
    if (isHidden()) // a county's files are a report's matter
        return;
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, today = m_workplace.clock.today()](
                                           const Snapshot &s) { return fileFigures(s, actor, actor.site, today); }),
              this, [this, asked](const Result<FileFigures> &figures) {
                  if (figures && m_question.isLatest(asked))
                      show(*figures);
              });
}

void MissingFilter::show(const FileFigures &figures)
{
    const qint64 lacking = figures.files - figures.complete;
    Options options{{QString(), tr("Whatever their file lacks")},
                    {QString::fromLatin1(anyMissing), tr("Something missing (%1)").arg(lacking)}};
    for (const BasicField &field : basicFields())
        if (const auto found = figures.missing.find(field.columnText());
            found != figures.missing.end() && found->second > 0)
            options.append({field.columnText(), tr("Missing %1 (%2)").arg(field.nameText()).arg(found->second)});
    m_items->setOptions(options);
    if (m_items->currentIndex() < 0)
        m_items->setValue({});
    const auto share = [&figures](qint64 part) {
        return figures.files == 0 ? 0 : (part * 100 + figures.files / 2) / figures.files;
    };
    m_figure->setText(tr("Files complete %1 %, in use %2 %").arg(share(figures.complete)).arg(share(figures.current)));
}

} // namespace yigong
