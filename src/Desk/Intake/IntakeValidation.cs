using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Intake;

/// <summary>Validates an intake request. Reports every fault at once, each with its field.</summary>
public sealed class IntakeValidation(CatalogueCache catalogue, IntakeChannels channels)
{
    private static readonly TimeSpan MaxBackdating = TimeSpan.FromDays(7);

    /// <summary>The time by which a clock that is ahead of ours may place something in the future.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(5);

    /// <summary>Checks the time at which staff say that something happened.</summary>
    public static void CheckStatedTime(
        List<FieldFault> faults, string field, DateTimeOffset? stated, DateTimeOffset now, bool allowsOldDates = false)
    {
        if (stated > now + MaxClockSkew) faults.Add(new(field, "inTheFuture"));
        else if ((!allowsOldDates && stated < now - MaxBackdating) || stated?.Year < 2000)
            faults.Add(new(field, "tooOld", ("days", MaxBackdating.Days)));
    }

    public IReadOnlyList<FieldFault> Validate(IntakeRequest request, DateTimeOffset now)
    {
        var faults = new List<FieldFault>();
        TextValidation.CheckRequired(faults, "description", request.Description, TextValidation.MaxTextLength);
        TextValidation.CheckOptional(faults, "subject", request.Subject, 200);
        TextValidation.CheckOptional(faults, "externalId", request.ExternalId, 200);
        ValidateCode(faults, "serviceItem", request.ServiceItem, catalogue.ServiceItems);
        ValidateCode(faults, "department", request.Department, catalogue.Departments);
        ValidateReceivedTime(faults, request, now);
        if (request.Requester is { } requester) ValidateRequester(faults, requester);
        if (request.Answer is { } answer) AnswerValidation.Validate(faults, "answer.", answer, now);
        return faults;
    }

    private void ValidateReceivedTime(List<FieldFault> faults, IntakeRequest request, DateTimeOffset now)
    {
        if (request.Chat is not null) return;
        var allowsOldDates = request.AllowsOldDates || channels.GetTraits(request.Channel).AllowsOldDates;
        CheckStatedTime(faults, "receivedAt", request.ReceivedAt, now, allowsOldDates);
    }

    private void ValidateRequester(List<FieldFault> faults, Requester requester)
    {
        TextValidation.CheckOptional(faults, "requester.name", requester.Name, 100);
        TextValidation.CheckOptional(faults, "requester.phone", requester.Phone, 500);
        TextValidation.CheckOptional(faults, "requester.village", requester.Village, 100);
        TextValidation.CheckOptional(faults, "requester.organisation", requester.Organisation, 200);
        ValidateCode(faults, "requester.township", requester.Township, catalogue.Townships);
    }

    private static void ValidateCode(List<FieldFault> faults, string field, string? code, IReadOnlyList<CatalogueRow> rows)
    {
        if (code is not null && !rows.Any(row => row.Code == code))
            faults.Add(new(field, "unknownCode", ("known", string.Join(", ", rows.Select(row => row.Code)))));
    }
}
