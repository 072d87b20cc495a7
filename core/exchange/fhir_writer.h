// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/exchange/fhir_types.h"

#include <QIODevice>

namespace yigong {

/// Writes resources one by one as a FHIR R4 Bundle of type collection, in UTF-8, which `FhirReader` reads back equal.
/// Numbers are written exactly as their text says. A key of system "fhir" becomes the resource's id; one of another
/// server its fullUrl; one that is an identifier must be among the resource's identifiers (patients) or is written as
/// its only one.
class FhirWriter
{
public:
    /// `device` is open for writing and outlives the writer. `written` stands in the bundle's timestamp.
    FhirWriter(QIODevice &device, Instant written);

    /// Errors: DiskFull, FileUnwritable; after one, the file is not to be used.
    Result<void> write(const FhirResource &resource);
    /// Ends the bundle.
    Result<void> finish();

private:
    Result<void> put(const QByteArray &bytes);

    QIODevice &m_device;
    Instant m_written;
    bool m_begun = false;
};

/// The resource alone, as JSON text.
QByteArray fhirJson(const FhirResource &resource);

} // namespace yigong
