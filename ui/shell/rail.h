// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QPushButton>

class QVBoxLayout;

namespace yigong {

/// One page in the rail: icon over word.
class RailItem : public QPushButton
{
    Q_OBJECT
public:
    RailItem(Icon icon, const QString &word, int digit, QWidget *parent);

    /// 0 takes the badge away. Red only if something is overdue.
    void setBadge(int count, bool overdue);
    void setDigitShown(bool shown);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintBadge(QPainter &painter, const QString &text, const QColor &ground, const QColor &ink) const;

    Icon m_icon;
    QString m_word;
    int m_digit;
    int m_count = 0;
    bool m_overdue = false;
    bool m_digitShown = false;
};

/// 88 wide at the left: the pages of this role, settings at the bottom. Nothing moves between roles; what a role lacks
/// is absent. Holding Alt shows the digits.
class Rail : public QWidget
{
    Q_OBJECT
public:
    enum class Place
    {
        Top,
        Bottom
    };

    explicit Rail(QWidget *parent = nullptr);

    /// `digit` 0: none; 10: the key 0.
    void addItem(const QString &key, Icon icon, const QString &word, int digit, Place place = Place::Top);
    void setCurrent(const QString &key);
    void setBadge(const QString &key, int count, bool overdue = false);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showDigits(bool shown);

    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    QHash<QString, RailItem *> m_items;
};

} // namespace yigong
