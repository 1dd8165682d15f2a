using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Board;

/// <summary>
/// Texts and status codes for the result of an action. Each text says what to do next; field faults are shown beside their fields.
/// </summary>
internal static class OutcomeWords
{
    public static string? Of(Outcome outcome, Language language) => outcome switch
    {
        Outcome.Done => null,
        Outcome.Refused { Refusal: { } no } => DeskTexts.Say(language, "ticket.refused." + Camel(no.Reason),
            ("status", Texts(language, no.Status)), ("action", DeskTexts.Say(language, "ticket.action." + Camel(no.Action)))),
        Outcome.Changed => DeskTexts.Say(language, "ticket.changed"),
        Outcome.Forbidden { Action: var action } => DeskTexts.Say(
            language, "ticket.forbidden", ("action", DeskTexts.Say(language, "ticket.action." + Camel(action)))),
        Outcome.NotFound => DeskTexts.Say(language, "ticket.notFound"),
        _ => DeskTexts.Say(language, "ticket.invalid"),
    };

    public static int StatusOf(Outcome outcome) => outcome switch
    {
        Outcome.Done => StatusCodes.Status200OK,
        Outcome.NotFound => StatusCodes.Status404NotFound,
        Outcome.Forbidden => StatusCodes.Status403Forbidden,
        Outcome.Changed => StatusCodes.Status412PreconditionFailed,
        Outcome.Invalid => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static string Texts(Language language, TicketStatus status) => EcomCenter.Texts.Names.Of(language, status);

    private static string Camel(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
