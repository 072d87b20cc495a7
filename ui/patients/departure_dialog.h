// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/sites/site.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"

namespace yigong {

class ComboField;
class Field;
class FormRow;
class Segments;

/// What became of a resident: died, moved out, is back, is another village's; or that it was noted by mistake. Each
/// asks what its act needs. Show it with `open()`.
class DepartureDialog : public Dialog
{
    Q_OBJECT
public:
    /// `sites`: where they can be moved to within the county.
    DepartureDialog(Workplace &workplace, const Patient &patient, const std::vector<Site> &sites,
                    QWidget *parent = nullptr);

Q_SIGNALS:
    void written(const QString &sentence);

private:
    void choose();
    void save();
    [[nodiscard]] std::function<Result<void>(Transaction &)> act() const;

    Workplace &m_workplace;
    Patient m_patient;
    Segments *m_what;
    Field *m_day;
    Field *m_place;
    ComboField *m_site;
    Field *m_reason;
    FormRow *m_dayRow, *m_placeRow, *m_siteRow, *m_reasonRow;
    Label *m_complaint;
    Button *m_save;
};

} // namespace yigong
