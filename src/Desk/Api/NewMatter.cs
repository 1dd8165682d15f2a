using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>Converts the body of <c>POST /tickets</c> to an intake request.</summary>
internal static class NewMatter
{
    /// <summary>
    /// Reads the body. A missing or unknown code is replaced by a default, so that validation can still find all other faults.
    /// </summary>
    public static Matter Read(NewTicketBody body, Actor actor, List<FieldFault> faults)
    {
        var channel = faults.NeededWord("channel", body.Channel);
        if (body.ExternalId is not null && string.IsNullOrWhiteSpace(body.ExternalId)) faults.Add(new("externalId", "empty"));
        return new()
        {
            Actor = actor, Kind = faults.NeededWord("kind", body.Kind) ?? TicketKind.Other, Channel = channel ?? ContactChannel.Api,
            Description = body.Description ?? "", Subject = body.Subject,
            Language = faults.Word("language", body.Language) ?? Language.ZhHans,
            ReceivedAt = faults.Time("receivedAt", body.ReceivedAt), MayBeOld = channel is ContactChannel.SuggestionBox,
            ExternalId = body.ExternalId,
            ServiceItem = body.ServiceItem, Department = body.Department,
            Priority = faults.Word("priority", body.Priority) ?? Priority.Normal,
            Anonymity = faults.Word("anonymity", body.Anonymity) ?? Anonymity.Named, Requester = RequesterOf(body.Requester, faults),
            Answer = AnswerOf(body.Answer, faults), Files = faults.Attachments(body.Attachments),
        };
    }

    private static Requester? RequesterOf(RequesterBody? sent, List<FieldFault> faults) => sent is null ? null : new()
    {
        Name = sent.Name, Phone = sent.Phone, Village = sent.Village, Township = sent.Township, Organisation = sent.Organisation,
        Type = faults.Word("requester.type", sent.Type) ?? RequesterType.Resident,
    };

    private static OnTheSpot? AnswerOf(AnswerBody? sent, List<FieldFault> faults) => sent is null
        ? null
        : new(sent.Text ?? "", faults.Word("answer.kind", sent.Kind) ?? AnswerKind.Answer,
            faults.Time("answer.promisedAt", sent.PromisedAt), sent.Office);
}
