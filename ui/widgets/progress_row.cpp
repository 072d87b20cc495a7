// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_row.h"
#include "ui/theme/accessible.h"
#include <QProgressBar>

namespace yigong {

ProgressRow::ProgressRow(QWidget *parent)
    : QWidget(parent), m_what(new Label(QString(), TextStyle::Body, Token::Text, this)),
      m_count(new Label(QString(), TextStyle::Secondary, Token::Text2, this)),
      m_stop(new Button(tr("Stop"), ButtonKind::Plain, Icon::Close, Qt::Key_Escape, this)),
      m_bar(new QProgressBar(this))
{
    speakAs(this, QAccessible::Grouping);
    auto *column = makeColumn(6);
    setLayout(column);
    auto *row = makeRow(8);
    row->addWidget(new IconLabel(Icon::Sync, 20, Token::Accent, this));
    row->addWidget(m_what, 1);
    row->addWidget(m_stop);
    column->addLayout(row);
    column->addWidget(m_bar);
    column->addWidget(m_count);
    m_bar->setTextVisible(false);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietFor);
    connect(&m_quiet, &QTimer::timeout, this, &QWidget::show);
    connect(m_stop, &QPushButton::clicked, this, &ProgressRow::stopRequested);
    hide();
}

void ProgressRow::begin(const QString &what, const QString &reassurance)
{
    m_what->setText(what);
    m_reassurance = reassurance;
    setAccessibleName(what);
    m_bar->setAccessibleName(what);
    m_running = true;
    setProgress(0, 0, QString());
    m_quiet.start();
}

void ProgressRow::setProgress(qint64 done, qint64 total, const QString &counted)
{
    // Thousandths: a QProgressBar counts in int.
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    m_bar->setValue(total > 0 ? static_cast<int>(done * 1000 / total) : 0);
    m_count->setText(counted.isEmpty() ? m_reassurance : counted + u' ' + m_reassurance);
}

void ProgressRow::finish()
{
    m_running = false;
    m_quiet.stop();
    hide();
}

void ProgressRow::setStoppable(bool stoppable)
{
    m_stop->setVisible(stoppable);
}

} // namespace yigong
