using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Admin.Answers.SheetsPage>,
    Microsoft.AspNetCore.Http.HttpResults.NotFound>;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>The page of a catalogue and what its forms do: one for questions, one for offices.</summary>
internal static class AnswerPages
{
    public const string Questions = "/desk/admin/questions", Offices = "/desk/admin/offices";

    public static void Map<TCatalogue, T>(IEndpointRouteBuilder endpoints, string path)
        where TCatalogue : EditedCatalogue<T>
        where T : class, IEdited
    {
        var pages = endpoints.MapGroup(path).RequireRight(Right.EditAnswers).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, TCatalogue all) => ShowAsync(http, all, null, null));
        pages.MapPost("", (HttpContext http, TCatalogue all) => KeepAsync(http, all, null));
        pages.MapPost("{code}", (HttpContext http, TCatalogue all, string code) => KeepAsync(http, all, code));
        pages.MapPost("{code}/retired", (HttpContext http, TCatalogue all, string code) => RetireAsync(http, all, code));
    }

    private static async Task<RazorComponentResult<SheetsPage>> ShowAsync<T>(HttpContext http, EditedCatalogue<T> all, Sheet? tried, string? trouble)
        where T : class, IEdited =>
        Page.Of<SheetsPage>(new { Book = await all.ReadAsync(http.Language(), tried, http.RequestAborted), Trouble = trouble, Faults = tried?.Faults ?? [] },
            trouble is not null ? StatusCodes.Status400BadRequest : tried is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<Answer> KeepAsync<T>(HttpContext http, EditedCatalogue<T> all, string? code)
        where T : class, IEdited
    {
        if (await http.OwnFormAsync() is not { } form) return await ShowAsync(http, all, null, "admin.stale");
        var sheet = all.Read(code, form);
        if (sheet.Faults.Count > 0) return await ShowAsync(http, all, sheet, null);
        return await all.KeepAsync(sheet, http.RequestAborted) is { } kept ? Back(all.Path, kept) : TypedResults.NotFound();
    }

    private static async Task<Answer> RetireAsync<T>(HttpContext http, EditedCatalogue<T> all, string code)
        where T : class, IEdited
    {
        if (await http.OwnFormAsync() is not { } form) return await ShowAsync(http, all, null, "admin.stale");
        return await all.RetireAsync(code, form.Text("retired") == "true", http.RequestAborted) ? Back(all.Path, code) : TypedResults.NotFound();
    }

    private static RedirectHttpResult Back(string path, string code) => TypedResults.LocalRedirect($"{path}?done={Uri.EscapeDataString(code)}#{Uri.EscapeDataString(code)}");
}
