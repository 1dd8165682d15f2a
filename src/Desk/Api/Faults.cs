using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>Reads values of a request body and adds a fault for each invalid one.</summary>
internal static class Faults
{
    public static T? Word<T>(this List<FieldFault> faults, string field, Word<T>? sent)
        where T : struct, Enum
    {
        if (sent is { Known: null }) faults.Add(Words<T>.Unknown(field));
        return sent?.Known;
    }

    public static T? NeededWord<T>(this List<FieldFault> faults, string field, Word<T>? sent)
        where T : struct, Enum
    {
        if (sent is null) faults.Add(new(field, "empty"));
        return faults.Word(field, sent);
    }

    public static DateTimeOffset? Time(this List<FieldFault> faults, string field, SentTime? sent)
    {
        if (sent is { Fault: { } fault }) faults.Add(new(field, fault));
        return sent?.At;
    }

    /// <summary>
    /// Reads the ids of files that were uploaded before. Their ownership is checked later, when they are attached to a ticket.
    /// </summary>
    public static IReadOnlyList<IncomingFile> Attachments(this List<FieldFault> faults, IReadOnlyList<string>? sent)
    {
        if (sent is null) return [];
        var ids = sent.Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > OwnFiles.Most) faults.Add(new(OwnFiles.Field, "tooManyFiles", ("most", OwnFiles.Most)));
        if (!ids.TrueForAll(OwnFiles.IsId)) faults.Add(new(OwnFiles.Field, "unknownAttachment"));
        return OwnFiles.Named(ids);
    }
}
