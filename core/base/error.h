// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace yigong {

/// What went wrong, in the words of the work. A sentence is made from it in one place of `ui/` and one of `ctl`;
/// core holds no sentences. The comment behind a kind says what `args` hold, in order.
enum class ErrorKind
{
    // The store and its files
    StoreMissing,     ///< folder
    StoreDamaged,     ///< file, finding
    StoreNewer,       ///< version found, version known
    StoreReadOnly,    ///< folder
    StoreHeldByOther, ///< program, process id, since (ISO, UTC)
    StoreLocked,      ///< folder
    StoreFailed,      ///< what SQLite said; never holds record content
    DiskFull,         ///< folder
    FileMissing,      ///< path
    FileUnreadable,   ///< path, reason
    FileUnwritable,   ///< path, reason
    // What a person or a file brought in
    Required,       ///< -
    Invalid,        ///< value as given
    OutOfRange,     ///< value, lowest, highest
    BadFormat,      ///< what was expected, where
    BadEncoding,    ///< byte offset or line
    NotFound,       ///< what was looked for
    AlreadyExists,  ///< what exists
    ReasonRequired, ///< -
    IdNumberFormat, ///< number as given
    IdNumberDate,
    IdNumberFuture,
    IdNumberCheckDigit, ///< number, the check digit that would be right
    // Work and its rules
    WrongState,              ///< state found
    ChangedMeanwhile,        ///< the value that the field has now
    Closed,                  ///< -
    SiteInUse,               ///< "sites" below it or "staff" at it, how many
    Forbidden,               ///< door, role
    OutOfScope,              ///< site
    NeedsNewerProgram,       ///< -
    NotEnough,               ///< drug, asked, on the ledger, unit
    Unbalanced,              ///< document
    UnknownDrug,             ///< code
    UnknownDiagnosis,        ///< code
    AlreadyDispensed,        ///< line
    Expired,                 ///< lot, day
    AllergyKnown,            ///< substance
    SecondSignatureNeeded,   ///< drug
    SecondSignatureRefused,  ///< word: same-person, other-site, role, must-change, stale
    PrescriptionRightNeeded, ///< drug
    PrescriptionNeeded,      ///< drug
    NotKeptHere,             ///< drug
    TooFast,                 ///< how many at most, within seconds
    // People
    SignInNeeded,
    WrongPassword, ///< tries left
    AccountLocked, ///< until (ISO, UTC)
    AccountClosed,
    PasswordChanged, ///< at another machine
    WeakPassword,    ///< what is wrong with it (`PasswordFault`)
    OwnAccount,      ///< -; nobody changes their own role, site or account
    // The line and the hub
    HubUnreachable,     ///< url host and port, reason
    HubTooSlow,         ///< seconds waited
    HubNotTrusted,      ///< -
    HubAnsweredWrongly, ///< HTTP status or what was wrong
    HubRefused,         ///< reason
    HubBusy,            ///< seconds until it may be asked again
    DeviceUnknown,
    DeviceRevoked, ///< entries not sent
    CodeRefused,   ///< word: wrong, expired, used, withdrawn, again, other-device, other-hub
    BadSignature,
    BrokenChain,    ///< number expected, number found
    ProtocolTooOld, ///< lowest, ours
    /// word: unsigned, other-key, no-publisher, damaged, package, architecture, size, content, older, same,
    /// too-far, dependencies, installer; then what was found, and what was wanted
    ReleaseRefused,
    Cancelled,
};

/// Stable name of a kind, for JSON, tests and logs ("DiskFull").
QString nameOf(ErrorKind kind);

struct [[nodiscard]] Error
{
    ErrorKind kind = ErrorKind::Invalid;
    QString field; ///< column or form field it is about; empty where there is none
    QStringList args;

    bool operator==(const Error &) const = default;
};

template <typename T> using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::WrongState, "referral", {nameOf(state)});`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, QString field = {}, QStringList args = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(field), std::move(args)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace yigong

#define YIGONG_CONCAT_(a, b) a##b
#define YIGONG_CONCAT(a, b) YIGONG_CONCAT_(a, b)
#define YIGONG_TRY_(expression, tried)                                                                                 \
    do {                                                                                                               \
        if (auto tried = (expression); !tried)                                                                         \
            return ::tl::unexpected<::yigong::Error>(std::move(tried.error()));                                        \
    } while (false)
#define YIGONG_LET_(name, expression, tried)                                                                           \
    auto tried = (expression);                                                                                         \
    if (!tried)                                                                                                        \
        return ::tl::unexpected<::yigong::Error>(std::move(tried.error()));                                            \
    auto name = std::move(*tried)

/// Leaves the function with the error of the expression, or goes on without its value. Variadic, so that the expression
/// may hold commas; counted, so that one may stand in a lambda within another.
#define YIGONG_TRY(...) YIGONG_TRY_((__VA_ARGS__), YIGONG_CONCAT(tried_, __COUNTER__))
/// `YIGONG_LET(patient, findPatient(tx, id));` declares `patient`, or leaves the function with the error.
#define YIGONG_LET(name, ...) YIGONG_LET_(name, (__VA_ARGS__), YIGONG_CONCAT(let_, __COUNTER__))
