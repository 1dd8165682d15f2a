using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>Problem responses that only the API uses.</summary>
internal static class ApiProblems
{
    public static ProblemResult Invalid(IReadOnlyList<FieldFault> faults) =>
        ProblemResult.FromStatus(StatusCodes.Status422UnprocessableEntity) with { Faults = faults };

    /// <summary>404 for a ticket number. A malformed or mistyped number gets another reason than an unknown one.</summary>
    public static ProblemResult TicketNotFound(TicketNumberFault fault) => new(StatusCodes.Status404NotFound, "number")
    {
        Reason = fault switch
        {
            TicketNumberFault.Malformed => "malformedNumber",
            TicketNumberFault.WrongCheckDigit => "mistypedNumber",
            _ => "unknownNumber",
        },
        Faults = [new("number", fault switch
        {
            TicketNumberFault.Malformed => "numberMalformed",
            TicketNumberFault.WrongCheckDigit => "numberMistyped",
            _ => "numberUnknown",
        })],
    };

    public static ProblemResult Refused(Refusal refusal, Language language)
    {
        var reason = EnumVocabulary<RefusalReason>.NameOf(refusal.Reason);
        return new(StatusCodes.Status409Conflict, reason, ("status", DisplayNames.For(language, refusal.Status)))
        {
            // A resident's message is accepted for a closed ticket too: it opens a new one.
            Reason = reason,
            Allowed =
            [
                .. refusal.Allowed.Select(ApiNameOf).OfType<string>(),
                .. refusal.Status is TicketStatus.Closed ? ["fromResident"] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>The name of an action in the API: its route, or the kind of a message; null if the API has none.</summary>
    private static string? ApiNameOf(TicketAction action) => action switch
    {
        TicketAction.Write => "fromResident",
        TicketAction.Amend or TicketAction.Move => null,
        _ => EnumVocabulary<TicketAction>.NameOf(action),
    };

    public static ProblemResult VersionChanged { get; } = ProblemResult.FromStatus(
        StatusCodes.Status412PreconditionFailed) with { Reason = "versionChanged" };

    public static ProblemResult InvalidQuery(int status, params IReadOnlyList<FieldFault> faults) =>
        new(status, "query") { Faults = faults };

    /// <summary>The authenticated caller. The route group requires authorization, so there always is one.</summary>
    public static Actor GetCaller(this HttpContext http) =>
        http.Actor() ?? throw new InvalidOperationException("The route group must require a key or a sign-in.");
}
