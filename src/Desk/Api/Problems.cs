using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>The ways of saying no that the API has of its own.</summary>
internal static class Problems
{
    public static ProblemAnswer Invalid(IReadOnlyList<FieldFault> faults) =>
        ProblemAnswer.Of(StatusCodes.Status422UnprocessableEntity) with { Faults = faults };

    /// <summary>A number that can't be is told apart from one that nobody has.</summary>
    public static ProblemAnswer NoTicket(TicketNumberFault fault) => new(StatusCodes.Status404NotFound, "number")
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

    public static ProblemAnswer Refused(Refusal refusal, Language language)
    {
        var reason = Words<RefusalReason>.WordOf(refusal.Reason);
        return new(StatusCodes.Status409Conflict, reason, ("status", Names.Of(language, refusal.Status)))
        {
            // What a resident says about a closed ticket is taken too: it opens another.
            Reason = reason, Allowed = [.. refusal.Allowed.Select(NameOf).OfType<string>(), .. refusal.Status is TicketStatus.Closed ? ["fromResident"] : Array.Empty<string>()],
        };
    }

    /// <summary>As programs call it: an action of its own, or a kind of message.</summary>
    private static string? NameOf(TicketAction action) => action switch
    {
        TicketAction.Write => "fromResident",
        TicketAction.Amend or TicketAction.Move => null,
        _ => Words<TicketAction>.WordOf(action),
    };

    public static ProblemAnswer Changed { get; } = ProblemAnswer.Of(StatusCodes.Status412PreconditionFailed) with { Reason = "versionChanged" };

    public static ProblemAnswer Query(int status, params IReadOnlyList<FieldFault> faults) => new(status, "query") { Faults = faults };

    /// <summary>Who asks. The group lets nobody in who is nobody.</summary>
    public static Actor Caller(this HttpContext http) => http.Actor() ?? throw new InvalidOperationException("The group must require a key or a sign-in.");
}
