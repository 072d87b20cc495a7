// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include <QTimer>

class QProgressBar;

namespace yigong {

/// Long work: what it is, a bar, how much of how much, and a way to stop. Shows nothing during the first 0.4 seconds.
class ProgressRow : public QWidget
{
    Q_OBJECT
public:
    static constexpr int quietFor = 400; ///< milliseconds

    explicit ProgressRow(QWidget *parent = nullptr);

    /// `reassurance` says what stopping means ("nothing is lost; it goes on next time").
    void begin(const QString &what, const QString &reassurance = {});
    /// `total` 0: not known yet. `counted` is the sentence under the bar ("6,412 / 10,020 records, about 20 s").
    void setProgress(qint64 done, qint64 total, const QString &counted);
    void finish();
    [[nodiscard]] bool isRunning() const { return m_running; }
    void setStoppable(bool stoppable);

Q_SIGNALS:
    void stopRequested();

private:
    Label *m_what;
    Label *m_count;
    Button *m_stop;
    QProgressBar *m_bar;
    QString m_reassurance;
    QTimer m_quiet;
    bool m_running = false;
};

} // namespace yigong
