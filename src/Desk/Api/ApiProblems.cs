using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
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
        Faults = [new("number", fault.ToFieldFaultCode())],
    };

    /// <summary>The problem for an action that was not done.</summary>
    public static ProblemResult NotDone(TicketActionResult result, Language language) => result switch
    {
        TicketActionResult.TicketNotFound => TicketNotFound(TicketNumberFault.None),
        TicketActionResult.ActionForbidden => ProblemResult.FromStatus(StatusCodes.Status403Forbidden),
        TicketActionResult.ActionRefused { Refusal: var refusal } => Refused(refusal, language),
        TicketActionResult.TicketChanged =>
            ProblemResult.FromStatus(StatusCodes.Status412PreconditionFailed) with { Reason = "versionChanged" },
        TicketActionResult.ActionInvalid invalid => Invalid(invalid.Faults),
        _ => throw new InvalidOperationException($"No problem is defined for {result.GetType().Name}."),
    };

    public static ProblemResult InvalidQuery(int status, params IReadOnlyList<FieldFault> faults) =>
        new(status, "query") { Faults = faults };

    private static ProblemResult Refused(Refusal refusal, Language language)
    {
        var reason = EnumVocabulary<RefusalReason>.NameOf(refusal.Reason);
        return new(StatusCodes.Status409Conflict, reason, ("status", DisplayNames.For(language, refusal.Status)))
        {
            Reason = reason, Allowed = ActionRegistry.ApiNamesOf(refusal),
        };
    }
}
