/// A calendar file that an office might be given. The days are made up, but for New Year's.
package enum SampleCalendar {
    /// The holidays of 2027, which the calendar of the product does not know.
    package static let year2027 = """
        calendar: national
        version: "2027.1"
        title: 国务院节假日安排
        notices:
          - number: 测试〔2026〕1号
            title: 2027年安排
            issued: 2026-11-10
            year: 2027
            source: 测试
            checked: 2026-11-22
            number-confirmed: false
            holidays:
              - { name: 元旦, off: [2027-01-01..2027-01-03] }
              - { name: 春节, off: [2027-02-05..2027-02-12], worked: [2027-01-31, 2027-02-20] }
        """
}
