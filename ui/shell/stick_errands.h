// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/stick.h"
#include "core/sync/stick_enrolment.h"

#include <QObject>
#include <QThreadPool>
#include <optional>

namespace yigong {

enum class StickErrand
{
    None,
    Write,
    Read,
    Carry
};

/// What the last errand with a stick came to.
struct StickState
{
    bool running = false;
    StickErrand errand = StickErrand::None;
    QString folder;
    std::optional<Error> problem;
    qint64 acts = 0;                   ///< written
    std::vector<StickReading> read;    ///< here
    std::vector<PackageOnStick> found; ///< of others, before they were carried
    std::vector<CarriedDevice> carried;
    std::vector<CarriedRequest> requests; ///< of laptops that are being set up
};

/// The exchange by stick: writes a package for the hub, reads those of the hub, carries others'. One at a time, on a
/// thread of its own. Lives on the interface's thread, destroyed before the store, for a running one to its end.
class StickErrands : public QObject
{
    Q_OBJECT
public:
    /// `folder` holds device.key and hub.json; `hubUrl` instead of the address in the latter.
    StickErrands(Database &db, QString folder, QString hubUrl = {}, QObject *parent = nullptr);
    ~StickErrands() override;

    void write(const QString &stick) { begin(StickErrand::Write, stick); }
    void read(const QString &stick) { begin(StickErrand::Read, stick); }
    /// Over this computer's line.
    void carry(const QString &stick) { begin(StickErrand::Carry, stick); }
    [[nodiscard]] const StickState &state() const { return m_state; }

Q_SIGNALS:
    void stateChanged();
    void recordsArrived(); ///< what pages show has changed

private:
    void begin(StickErrand errand, const QString &stick);
    StickState run(StickErrand errand, const QString &stick);
    Result<void> runWrite(StickState &state);
    Result<void> runRead(StickState &state);
    Result<void> runCarry(StickState &state);

    Database &m_db;
    QString m_folder;
    QString m_hubUrl;
    StickState m_state;
    QThreadPool m_worker;
};

} // namespace yigong
