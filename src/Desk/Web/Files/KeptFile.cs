using EcomCenter.Desk.Storage;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Web.Files;

/// <summary>
/// The HTTP response that carries a stored attachment. Its content is untrusted: images and sounds are shown inline, everything else is a
/// download, and the response is sandboxed so that no script in it can run.
/// </summary>
public static class KeptFile
{
    private const string NothingRuns = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <param name="whole">True downloads the original file. False serves the copy that every browser plays, if there is one.</param>
    public static IResult Answer(HttpContext http, AttachmentStore store, Attachment file, bool whole)
    {
        var copy = file.Playable && !whole ? AttachmentStore.Playable : "";
        if (file.State is not AttachmentState.Kept || store.Open(file.Id, copy) is not { } content) return Results.NotFound();
        var type = copy.Length > 0 ? ContentTypes.Named("audio/mp4") : ContentTypes.Named(file.ContentType);
        Tell(http.Response.Headers, type.Shown && !whole, FileName.Of(file.Name, type, file.Id));
        var tag = new EntityTagHeaderValue($"\"{file.Id}{copy}\"");
        return TypedResults.Stream(content, type.Name, lastModified: file.CreatedAt, entityTag: tag, enableRangeProcessing: true);
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
