case-photo-same = ⚠️ Its photo is almost the one of { $other } ({ $distance } of 64 bits differ, mirrored and turned counted too): very likely the same picture. Confirming pays points; please look at both first.
case-photo-alike = Its photo is somewhat like the one of { $other } ({ $distance } of 64 bits differ). Please look at both before you confirm.
