// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace yigong {

QString nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::StoreMissing:
        return QStringLiteral("StoreMissing");
    case ErrorKind::StoreDamaged:
        return QStringLiteral("StoreDamaged");
    case ErrorKind::StoreNewer:
        return QStringLiteral("StoreNewer");
    case ErrorKind::StoreReadOnly:
        return QStringLiteral("StoreReadOnly");
    case ErrorKind::StoreLocked:
        return QStringLiteral("StoreLocked");
    case ErrorKind::StoreHeldByOther:
        return QStringLiteral("StoreHeldByOther");
    case ErrorKind::StoreFailed:
        return QStringLiteral("StoreFailed");
    case ErrorKind::DiskFull:
        return QStringLiteral("DiskFull");
    case ErrorKind::FileMissing:
        return QStringLiteral("FileMissing");
    case ErrorKind::FileUnreadable:
        return QStringLiteral("FileUnreadable");
    case ErrorKind::FileUnwritable:
        return QStringLiteral("FileUnwritable");
    case ErrorKind::Required:
        return QStringLiteral("Required");
    case ErrorKind::Invalid:
        return QStringLiteral("Invalid");
    case ErrorKind::OutOfRange:
        return QStringLiteral("OutOfRange");
    case ErrorKind::BadFormat:
        return QStringLiteral("BadFormat");
    case ErrorKind::BadEncoding:
        return QStringLiteral("BadEncoding");
    case ErrorKind::NotFound:
        return QStringLiteral("NotFound");
    case ErrorKind::AlreadyExists:
        return QStringLiteral("AlreadyExists");
    case ErrorKind::ReasonRequired:
        return QStringLiteral("ReasonRequired");
    case ErrorKind::IdNumberFormat:
        return QStringLiteral("IdNumberFormat");
    case ErrorKind::IdNumberDate:
        return QStringLiteral("IdNumberDate");
    case ErrorKind::IdNumberFuture:
        return QStringLiteral("IdNumberFuture");
    case ErrorKind::IdNumberCheckDigit:
        return QStringLiteral("IdNumberCheckDigit");
    case ErrorKind::WrongState:
        return QStringLiteral("WrongState");
    case ErrorKind::ChangedMeanwhile:
        return QStringLiteral("ChangedMeanwhile");
    case ErrorKind::Closed:
        return QStringLiteral("Closed");
    case ErrorKind::Forbidden:
        return QStringLiteral("Forbidden");
    case ErrorKind::OutOfScope:
        return QStringLiteral("OutOfScope");
    case ErrorKind::NeedsNewerProgram:
        return QStringLiteral("NeedsNewerProgram");
    case ErrorKind::NotEnough:
        return QStringLiteral("NotEnough");
    case ErrorKind::Unbalanced:
        return QStringLiteral("Unbalanced");
    case ErrorKind::UnknownDrug:
        return QStringLiteral("UnknownDrug");
    case ErrorKind::UnknownDiagnosis:
        return QStringLiteral("UnknownDiagnosis");
    case ErrorKind::AlreadyDispensed:
        return QStringLiteral("AlreadyDispensed");
    case ErrorKind::Expired:
        return QStringLiteral("Expired");
    case ErrorKind::AllergyKnown:
        return QStringLiteral("AllergyKnown");
    case ErrorKind::SignInNeeded:
        return QStringLiteral("SignInNeeded");
    case ErrorKind::WrongPassword:
        return QStringLiteral("WrongPassword");
    case ErrorKind::AccountLocked:
        return QStringLiteral("AccountLocked");
    case ErrorKind::PasswordChanged:
        return QStringLiteral("PasswordChanged");
    case ErrorKind::AccountClosed:
        return QStringLiteral("AccountClosed");
    case ErrorKind::WeakPassword:
        return QStringLiteral("WeakPassword");
    case ErrorKind::HubUnreachable:
        return QStringLiteral("HubUnreachable");
    case ErrorKind::HubTooSlow:
        return QStringLiteral("HubTooSlow");
    case ErrorKind::HubNotTrusted:
        return QStringLiteral("HubNotTrusted");
    case ErrorKind::HubAnsweredWrongly:
        return QStringLiteral("HubAnsweredWrongly");
    case ErrorKind::HubRefused:
        return QStringLiteral("HubRefused");
    case ErrorKind::DeviceUnknown:
        return QStringLiteral("DeviceUnknown");
    case ErrorKind::BadSignature:
        return QStringLiteral("BadSignature");
    case ErrorKind::BrokenChain:
        return QStringLiteral("BrokenChain");
    case ErrorKind::ProtocolTooOld:
        return QStringLiteral("ProtocolTooOld");
    case ErrorKind::Cancelled:
        return QStringLiteral("Cancelled");
    }
    return {};
}

} // namespace yigong
