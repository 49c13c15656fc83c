import Recordings

/// What does not fit about the time of a recording, and what to do.
enum ClockText {
    static func text(_ doubt: ClockDoubt) -> String {
        switch doubt {
        case .afterEntry(let late):
            "结束时间比登记时间晚 \(TimeText.length(milliseconds: late))，请核对摄像机的时钟和填写的开始时间"
        case .cameraDiffers(let ahead):
            "文件里的开始时间比填写的\(ahead > 0 ? "晚" : "早") \(TimeText.length(milliseconds: abs(ahead)))，请核对摄像机的时钟"
        }
    }
}
