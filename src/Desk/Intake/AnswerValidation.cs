using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Intake;

/// <summary>Validates an answer: a next step needs a date, an answer out of remit names the right office.</summary>
public static class AnswerValidation
{
    public static void Validate(List<FieldFault> faults, string prefix, AnswerDraft answer, DateTimeOffset now)
    {
        TextValidation.CheckRequired(faults, prefix + "text", answer.Text, TextValidation.MaxTextLength);
        TextValidation.CheckOptional(faults, prefix + "office", answer.Office, 200);
        CheckDetails(faults, prefix, answer);
        if (answer.PromisedAt is not { } promised) return;
        if (promised <= now) faults.Add(new(prefix + "promisedAt", "inThePast"));
        else if (promised > now + PromisedDate.MaxLeadTime)
            faults.Add(new(prefix + "promisedAt", "tooFarAhead", ("days", PromisedDate.MaxLeadTime.Days)));
    }

    /// <summary>Adds a fault for the detail that an answer of this kind lacks.</summary>
    public static void CheckDetails(List<FieldFault> faults, string prefix, AnswerDraft answer)
    {
        if (answer.Kind is AnswerKind.OutOfRemit && CleanText.IsBlank(answer.Office))
            faults.Add(new(prefix + "office", "officeMissing"));
        if (answer.Kind is AnswerKind.NextStep && answer.PromisedAt is null) faults.Add(new(prefix + "promisedAt", "dateMissing"));
    }
}
