/// A QR code: byte mode, versions 1 to 10, error correction level M (15 % of the code may be lost).
///
/// Source: ISO/IEC 18004:2015; section numbers below are of that text.
package struct QRCode: Hashable, Sendable {
    /// Modules on a side: 17 + 4 × version.
    package let size: Int
    /// Row by row; true is dark.
    package private(set) var modules: [Bool]
    private var isFunction: [Bool]

    /// The most bytes that fit: those of version 10, level M.
    package static let byteLimit = QRVersion.all.last?.byteCapacity ?? 0

    /// The smallest code that holds the text.
    /// - Throws: ``FormsError/markTooLong(bytes:limit:)``.
    package init(_ text: String) throws(FormsError) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.all.first(where: { $0.byteCapacity >= bytes.count }) else {
            throw .markTooLong(bytes: bytes.count, limit: QRCode.byteLimit)
        }
        size = version.size
        modules = Array(repeating: false, count: size * size)
        isFunction = modules
        drawFunctionPatterns(version)
        draw(codewords: version.interleaved(version.dataCodewords(bytes)))
        modules = bestMask()
    }

    subscript(row: Int, column: Int) -> Bool { modules[row * size + column] }

    /// The code as SVG with the quiet zone of four modules that §5.3.8 asks for.
    package var svg: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let start = column
                while column < size, self[row, column] { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        let side = size + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(side)v\(side)h-\(side)z"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    private mutating func setFunction(_ row: Int, _ column: Int, _ dark: Bool) {
        modules[row * size + column] = dark
        isFunction[row * size + column] = true
    }

    /// Finder, timing and alignment patterns and the places of format and version information (§5.3, §7.9, §7.10).
    private mutating func drawFunctionPatterns(_ version: QRVersion) {
        for index in 0..<size {
            setFunction(6, index, index % 2 == 0)
            setFunction(index, 6, index % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let centers = version.alignment
        for row in centers {
            for column in centers {
                let inCorner =
                    (row == 6 && column == 6) || (row == 6 && column == size - 7) || (row == size - 7 && column == 6)
                if !inCorner { drawAlignment(row, column) }
            }
        }
        drawFormat(mask: 0)
        drawVersion(version)
    }

    private mutating func drawFinder(_ centerRow: Int, _ centerColumn: Int) {
        for row in -4...4 {
            for column in -4...4 {
                let (atRow, atColumn) = (centerRow + row, centerColumn + column)
                guard (0..<size).contains(atRow), (0..<size).contains(atColumn) else { continue }
                let ring = max(abs(row), abs(column))
                setFunction(atRow, atColumn, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ centerRow: Int, _ centerColumn: Int) {
        for row in -2...2 {
            for column in -2...2 {
                setFunction(centerRow + row, centerColumn + column, max(abs(row), abs(column)) != 1)
            }
        }
    }

    /// Two copies of the level (M is 00) and the mask with their check bits, and the dark module (§7.9).
    private mutating func drawFormat(mask: Int) {
        var remainder = mask
        for _ in 0..<10 { remainder = (remainder << 1) ^ ((remainder >> 9) * 0x537) }
        let bits = (mask << 10 | remainder) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0...5 { setFunction(index, 8, bit(index)) }
        setFunction(7, 8, bit(6))
        setFunction(8, 8, bit(7))
        setFunction(8, 7, bit(8))
        for index in 9..<15 { setFunction(8, 14 - index, bit(index)) }
        for index in 0..<8 { setFunction(8, size - 1 - index, bit(index)) }
        for index in 8..<15 { setFunction(size - 15 + index, 8, bit(index)) }
        setFunction(size - 8, 8, true)
    }

    /// Two copies of the version with its check bits, from version 7 (§7.10).
    private mutating func drawVersion(_ version: QRVersion) {
        guard version.number >= 7 else { return }
        var remainder = version.number
        for _ in 0..<12 { remainder = (remainder << 1) ^ ((remainder >> 11) * 0x1F25) }
        let bits = version.number << 12 | remainder
        for index in 0..<18 {
            let dark = bits >> index & 1 == 1
            setFunction(size - 11 + index % 3, index / 3, dark)
            setFunction(index / 3, size - 11 + index % 3, dark)
        }
    }

    /// The bits in pairs of columns from the lower right, up and down in turn (§7.7.3).
    private mutating func draw(codewords: [UInt8]) {
        var index = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            let isUpward = (right + 1) & 2 == 0
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isFunction[row * size + column] && index < codewords.count * 8 {
                    modules[row * size + column] = codewords[index >> 3] >> (7 - UInt8(index & 7)) & 1 == 1
                    index += 1
                }
            }
            right -= 2
        }
    }

    /// The code under the mask that reads best (§7.8).
    private func bestMask() -> [Bool] {
        var best = modules
        var lowest = Int.max
        for mask in 0..<8 {
            var candidate = self
            candidate.apply(mask: mask)
            candidate.drawFormat(mask: mask)
            let penalty = candidate.penalty
            if penalty < lowest { (best, lowest) = (candidate.modules, penalty) }
        }
        return best
    }

    private mutating func apply(mask: Int) {
        for row in 0..<size {
            for column in 0..<size where !isFunction[row * size + column] {
                let flips =
                    switch mask {
                    case 0: (row + column) % 2 == 0
                    case 1: row % 2 == 0
                    case 2: column % 3 == 0
                    case 3: (row + column) % 3 == 0
                    case 4: (row / 2 + column / 3) % 2 == 0
                    case 5: row * column % 2 + row * column % 3 == 0
                    case 6: (row * column % 2 + row * column % 3) % 2 == 0
                    default: ((row + column) % 2 + row * column % 3) % 2 == 0
                    }
                if flips { modules[row * size + column].toggle() }
            }
        }
    }

    /// The four penalties of §7.8.3: runs, blocks, patterns like a finder, and an uneven share of dark.
    private var penalty: Int {
        var total = 0
        for line in 0..<size {
            total += linePenalty(start: line * size, step: 1) + linePenalty(start: line, step: size)
        }
        for row in 0..<(size - 1) {
            for column in 0..<(size - 1) {
                let place = row * size + column
                let dark = modules[place]
                if modules[place + 1] == dark, modules[place + size] == dark, modules[place + size + 1] == dark {
                    total += 3
                }
            }
        }
        let share = modules.count { $0 } * 100 / modules.count
        return total + abs(share - 50) / 5 * 10
    }

    /// Runs of five and more, and the finder's pattern with four light modules on one side.
    private func linePenalty(start: Int, step: Int) -> Int {
        var total = 0
        var run = 0
        var last = false
        var window = 0
        for index in 0..<size {
            let dark = modules[start + index * step]
            run = index > 0 && dark == last ? run + 1 : 1
            last = dark
            if run == 5 { total += 3 } else if run > 5 { total += 1 }
            window = (window << 1 | (dark ? 1 : 0)) & 0x7FF
            if index >= 10, window == 0b101_1101_0000 || window == 0b000_0101_1101 { total += 40 }
        }
        return total
    }
}
