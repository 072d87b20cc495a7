// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include <QComboBox>

namespace yigong {

/// One of many answers. Alt+Down or Space opens the list; the wheel changes nothing.
class ComboField : public QComboBox
{
    Q_OBJECT
public:
    explicit ComboField(const QString &accessibleName, const Options &options = {}, QWidget *parent = nullptr);

    void setOptions(const Options &options); ///< keeps the value where it is still offered, else leaves none chosen
    [[nodiscard]] QString value() const;     ///< empty while nothing is chosen
    void setValue(const QString &key);       ///< does not emit
    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] FieldState state() const { return m_state; }
    void carry(const QString &key);

Q_SIGNALS:
    void chosen(const QString &key); ///< by a person
    void stateChanged(yigong::FieldState state, const QString &message);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FieldState m_state = FieldState::Normal;
};

} // namespace yigong
