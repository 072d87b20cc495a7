// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/contract_sheet.h"

class QPagedPaintDevice;

namespace yigong {

/// A4 upright; before a printer is chosen, so that its dialog shows it.
void setUpContractPage(QPagedPaintDevice &device);
/// 家庭医生签约服务协议书: parties, packages with their items, what the contract gives, its term, the consent as it was
/// recorded, and lines to sign on. Goes on on a second page where the packages are long. Needs a QGuiApplication.
void drawContract(QPagedPaintDevice &device, const ContractSheet &sheet);
/// The same into a file: whole or not at all. Errors: FileUnwritable · DiskFull.
Result<void> writeContractPdf(const ContractSheet &sheet, const QString &path);

} // namespace yigong
