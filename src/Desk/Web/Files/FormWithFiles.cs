using System.Buffers;
using System.Text;
using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EcomCenter.Desk.Web.Files;

/// <summary>
/// A form that brings files, read as it comes in. Its words become the request's form, also when a file is too large or the line breaks in the
/// middle of one: the words come first, and nobody writes them twice.
/// </summary>
public sealed class FormWithFiles : IAsyncDisposable
{
    /// <summary>What is read of a request at most, so that its sender can still be told what was wrong with it.</summary>
    private const long LongestRequest = 200 * 1024 * 1024;

    /// <summary>What all files of one form may have together.</summary>
    private const long LongestTogether = 3 * AttachmentStore.LongestFile;

    private const int LongestWords = 256 * 1024, MostFields = 64;

    private readonly List<SentFile> _files = [];
    private readonly Dictionary<string, StringValues> _words = new(StringComparer.Ordinal);

    private FormWithFiles()
    {
    }

    public IReadOnlyList<SentFile> Files => _files;

    /// <summary>One file alone, or all of them together.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>It broke off, or is no form at all.</summary>
    public bool Broken { get; private set; }

    public static bool Is(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of any other form there is nothing to read here: it has no files.</summary>
    public static async Task<FormWithFiles> ReadAsync(HttpContext http, DataDirectory place)
    {
        var form = new FormWithFiles();
        if (!Is(http.Request)) return form;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestRequest;
        try
        {
            await form.ReadPartsAsync(http, place);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            form.TooLarge = true;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException && !http.RequestAborted.IsCancellationRequested)
        {
            form.Broken = true;
        }

        http.Request.Form = new FormCollection(form._words);
        return form;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }

    private async Task ReadPartsAsync(HttpContext http, DataDirectory place)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200) throw new InvalidDataException("No boundary.");
        var reader = new MultipartReader(boundary, http.Request.Body);
        for (var count = 0; await reader.ReadNextSectionAsync(http.RequestAborted) is { } part; count++)
        {
            if (count >= MostFields) throw new InvalidDataException("Too many parts.");
            if (part.GetContentDispositionHeader() is not { } disposition) continue;
            if (disposition.IsFileDisposition()) await TakeFileAsync(part, disposition, place, http.RequestAborted);
            else if (disposition.IsFormDisposition()) await TakeWordsAsync(part, disposition, http.RequestAborted);
        }
    }

    private async Task TakeWordsAsync(MultipartSection part, ContentDispositionHeaderValue disposition, CancellationToken cancellation)
    {
        using var reader = new StreamReader(part.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var words = ArrayPool<char>.Shared.Rent(LongestWords);
        try
        {
            // What is longer is too long for every field there is, and is told so where it is read.
            var length = await reader.ReadBlockAsync(words.AsMemory(0, LongestWords), cancellation);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            _words[name] = StringValues.Concat(_words.GetValueOrDefault(name), new string(words, 0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(words, clearArray: true);
        }
    }

    private async Task TakeFileAsync(MultipartSection part, ContentDispositionHeaderValue disposition, DataDirectory place, CancellationToken cancellation)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        // One that is too large takes no other with it.
        var longest = Math.Min(AttachmentStore.LongestFile, LongestTogether - _files.Where(f => !f.TooLarge).Sum(f => f.Size));
        var file = await SentFile.ReadAsync(part.Body, HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", name, place, longest, cancellation);
        // A field for files that nobody chose one for comes empty and without a name.
        if (file.Size == 0 && string.IsNullOrEmpty(name)) await file.DisposeAsync();
        else _files.Add(file);
        TooLarge |= file.TooLarge;
    }
}
