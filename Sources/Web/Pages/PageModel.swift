import Foundation
import Mustache

/// What a template shows: plain values, already in the words of people.
///
/// A property that is nil is told to the template as absent. Mustache would otherwise look for a property of the same
/// name in what surrounds it and show that one.
protocol PageModel: MustacheParent, Sendable {}

extension PageModel {
    func child(named name: String) -> Any? {
        for child in Mirror(reflecting: self).children where child.label == name {
            let mirror = Mirror(reflecting: child.value)
            guard mirror.displayStyle == .optional else { return child.value }
            return mirror.children.first?.value ?? NSNull()
        }
        return nil
    }
}

/// A link with its words.
struct LinkView: PageModel, Equatable {
    let href: String
    let text: String
}

/// One choice among several, in a list to choose from or among chips.
struct ChoiceView: PageModel, Equatable {
    let value: String
    let text: String
    let isChosen: Bool
}
