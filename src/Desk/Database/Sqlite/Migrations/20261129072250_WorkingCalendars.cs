using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkingCalendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "WorkingTime",
                table: "response_cycles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "calendar_patterns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    FirstDay = table.Column<string>(type: "TEXT", nullable: true),
                    LastDay = table.Column<string>(type: "TEXT", nullable: true),
                    Hours = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_patterns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_special_days",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Hours = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_special_days", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "calendar_state",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecomputedFor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_state", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calendars",
                columns: table => new
                {
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    RestsOnHolidays = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendars", x => x.Department);
                });

            migrationBuilder.InsertData(
                table: "calendar_state",
                columns: new[] { "Id", "ChangedAt", "RecomputedFor", "Version" },
                values: new object[] { 1, 0L, "", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_response_cycles_WorkingTime",
                table: "response_cycles",
                column: "WorkingTime",
                filter: "\"WorkingTime\" IS NOT NULL AND \"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_patterns_Department_FirstDay",
                table: "calendar_patterns",
                columns: new[] { "Department", "FirstDay" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_patterns");

            migrationBuilder.DropTable(
                name: "calendar_special_days");

            migrationBuilder.DropTable(
                name: "calendar_state");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropIndex(
                name: "IX_response_cycles_WorkingTime",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "WorkingTime",
                table: "response_cycles");
        }
    }
}
