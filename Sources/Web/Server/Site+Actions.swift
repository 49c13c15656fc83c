import Casework
import Chronology
import Hummingbird
import Office

extension Site {
    /// Shows the form of an act of the office, with what was typed and what stands against it.
    func ask(
        _ form: ActionForm, _ context: WebContext, typed: FormBody? = nil, problem: ProblemView? = nil,
        current: String = "/office"
    ) -> Response {
        let fields = form.fields(typed)
        var model = InputModel(
            heading: form.title, notes: form.notes, action: form.action, submit: form.submit, cancel: form.back.href,
            hasFiles: fields.contains(where: \.isFile), facts: form.facts, hidden: form.hidden,
            groups: [InputModel.Group(title: nil, fields: fields)])
        model.problem = problem
        model.extra = form.extra
        return page(
            "input", model.marked(), title: form.title, context, status: problem?.status ?? 200, trail: [form.back],
            current: current)
    }

    /// Does what such a form asks for.
    /// - Parameter act: does it, and gives the address that follows.
    func act(
        _ form: ActionForm, _ request: Request, _ context: WebContext, current: String = "/office",
        _ act: (FormBody, CommandContext) async throws -> String
    ) async throws -> Response {
        let typed = try await self.form(request, context)
        return try await perform(form.title, typed, context) { command in
            try await act(typed, command)
        } again: { problem in
            ask(form, context, typed: typed, problem: problem, current: current)
        }
    }

    /// Shows what the office keeps about something.
    func register(
        _ model: RegisterModel, title: String, _ request: Request?, _ context: WebContext, trail: [LinkView] = [],
        current: String = "/office", status: Int = 200
    ) -> Response {
        page(
            "register", model, title: title, context, status: status, trail: trail, current: current,
            notice: request.flatMap { query($0)["done"] }.flatMap(NoticeText.of), isWide: true)
    }
}

extension FormBody {
    /// A day that has to be typed.
    /// - Throws: ``OfficeError/invalid(_:)``.
    func day(_ name: String) throws -> Day {
        guard let day = try dayIfTyped(name) else { throw OfficeError.invalid([.blank(name)]) }
        return day
    }

    /// A day that may be left out.
    /// - Throws: ``OfficeError/invalid(_:)``.
    func dayIfTyped(_ name: String) throws -> Day? {
        guard let text = self[name] else { return nil }
        guard let day = Day(text) else { throw OfficeError.invalid([.notAllowed(name, value: text)]) }
        return day
    }
}
