using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DoubtedTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsEndDoubted",
                table: "tickets",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsStartDoubted",
                table: "response_cycles",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_IsEndDoubted",
                table: "tickets",
                column: "IsEndDoubted",
                filter: "\"IsEndDoubted\"");

            migrationBuilder.CreateIndex(
                name: "IX_response_cycles_IsStartDoubted",
                table: "response_cycles",
                column: "IsStartDoubted",
                filter: "\"IsStartDoubted\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_IsEndDoubted",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_response_cycles_IsStartDoubted",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "IsEndDoubted",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "IsStartDoubted",
                table: "response_cycles");
        }
    }
}
