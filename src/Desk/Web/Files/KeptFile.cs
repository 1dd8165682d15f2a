using EcomCenter.Desk.Storage;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Web.Files;

/// <summary>
/// A file that somebody sent, on its way into a page. Its sender decides what is in it, so nothing in it may run or pass for a page of ours:
/// pictures and sounds are shown, everything else is a download.
/// </summary>
public static class KeptFile
{
    private const string NothingRuns = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <param name="whole">As it was sent, to be kept by who asks for it; otherwise the copy that every browser plays, where there is one.</param>
    public static IResult Answer(HttpContext http, AttachmentStore store, Attachment file, bool whole)
    {
        var copy = file.Playable && !whole ? AttachmentStore.Playable : "";
        if (file.State is not AttachmentState.Kept || store.Open(file.Id, copy) is not { } content) return Results.NotFound();
        var type = copy.Length > 0 ? ContentTypes.Named("audio/mp4") : ContentTypes.Named(file.ContentType);
        Tell(http.Response.Headers, type.Shown && !whole, FileName.Of(file.Name, type, file.Id));
        return TypedResults.Stream(content, type.Name, lastModified: file.CreatedAt, entityTag: new EntityTagHeaderValue($"\"{file.Id}{copy}\""), enableRangeProcessing: true);
    }

    private static void Tell(IHeaderDictionary headers, bool inline, string name)
    {
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = NothingRuns;
        headers.CacheControl = "private, no-cache";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
