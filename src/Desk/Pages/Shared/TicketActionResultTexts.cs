using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>
/// Texts and status codes for the result of an action. Each text says what to do next; field faults are shown beside their fields.
/// </summary>
internal static class TicketActionResultTexts
{
    public static string? Describe(TicketActionResult result, Language language) => result switch
    {
        TicketActionResult.ActionDone { ChangedNothing: true } => DeskTexts.Format(language, "ticket.changedNothing"),
        TicketActionResult.ActionDone => null,
        TicketActionResult.ActionRefused { Refusal: { } no } => DeskTexts.Format(language, "ticket.refused." + EnumCode.From(no.Reason),
            ("status", StatusName(language, no.Status)),
            ("action", DeskTexts.Format(language, "ticket.action." + EnumCode.From(no.Action)))),
        TicketActionResult.TicketChanged => DeskTexts.Format(language, "ticket.changed"),
        TicketActionResult.ActionForbidden { Action: var action } => DeskTexts.Format(
            language, "ticket.forbidden", ("action", DeskTexts.Format(language, "ticket.action." + EnumCode.From(action)))),
        TicketActionResult.ActionNotSaved { NoticeKey: var key } => DeskTexts.Format(language, key),
        TicketActionResult.TicketNotFound => DeskTexts.Format(language, "ticket.notFound"),
        _ => DeskTexts.Format(language, "ticket.invalid"),
    };

    public static int StatusCodeFor(TicketActionResult result) => result switch
    {
        TicketActionResult.ActionDone => StatusCodes.Status200OK,
        TicketActionResult.TicketNotFound => StatusCodes.Status404NotFound,
        TicketActionResult.ActionForbidden => StatusCodes.Status403Forbidden,
        TicketActionResult.TicketChanged => StatusCodes.Status412PreconditionFailed,
        TicketActionResult.ActionNotSaved => StatusCodes.Status503ServiceUnavailable,
        TicketActionResult.ActionInvalid => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static string StatusName(Language language, TicketStatus status) => DisplayNames.For(language, status);
}
